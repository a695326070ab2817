import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { steer, type Steered } from './support/steered.ts'

let sim: Steered
beforeEach(async () => {
  sim = await steer()
})
afterEach(() => sim.close())

const advance = async (body: unknown): Promise<Record<string, unknown>> => (await sim.call('POST', '/clock/advance', body)).body
const changes = (body: Record<string, unknown>): string[] => (body['transitions'] as { level: string; name: string; from: string | null; to: string }[]).map(({ level, name, from, to }) => `${level} ${name}: ${from} → ${to}`)

describe('looking', () => {
  test('at a world in which nothing waits', async () => {
    expect((await sim.call('GET', '/clock')).body).toEqual({ now: '2026-01-05T08:30:00Z', mode: 'manual', elapsed: '0s', waiting: 0, next: null, upcoming: [], held: [] })
  })

  test('at what comes, in words', async () => {
    await sim.call('POST', '/timeline', { at: '20s', stop: 'b' })
    await sim.join(0, 0)
    expect((await sim.call('GET', '/clock')).body).toMatchObject({
      waiting: 2,
      next: { at: '2026-01-05T08:30:01Z', in: '1s', what: 'the scheduler of a looks at its tasks', event: { kind: 'tick', agent: 'a' } },
      upcoming: [
        { at: '2026-01-05T08:30:01Z', in: '1s', what: 'the scheduler of a looks at its tasks' },
        { at: '2026-01-05T08:30:20Z', in: '20s', what: "b is stopped ('timeline 1': at 20 s)" },
      ],
    })
  })

  test('at what is held, and what waits for it', async () => {
    await sim.call('POST', '/task-rules', { when: { dag: 'Join self' }, holds: true })
    await sim.join(0, 0)
    await advance({ by: '2s' })
    const { body } = await sim.call('GET', '/clock')
    expect(body['held']).toEqual([{
      agent: 'a', dag: 'Join self', id: '22130706433028861', node: 'Join self', since: '2026-01-05T08:30:01Z', release: '/_sim/dags/22130706433028861/release',
    }])
    expect((body['upcoming'] as { what: string }[]).at(-1)!.what).toBe('the time limit of `Join self` of `Join self` at a is met')
  })
})

describe('moving', () => {
  test('by a length, with the transitions on the way', async () => {
    await sim.join(0, 0)
    const body = await advance({ by: '1s' })
    expect((body['transitions'] as unknown[])[0]).toEqual({
      seq: 3, at: '2026-01-05T08:30:01Z', cause: 1, agent: 'a', level: 'dag', id: 1, name: 'Join self', dag: 1, dagName: 'Join self', from: 'READY', to: 'RUNNING',
    })
    expect([body['by'], changes(body)]).toEqual(['1s', [
      'dag Join self: READY → RUNNING', 'node Join self: PENDING → RUNNING',
      'sub-task Join self: PENDING → READY', 'sub-task Join self: READY → RUNNING', 'sub-task Join self: RUNNING → SUCCEED',
    ]])
  })

  test('to an instant, to the end of work, and by one event', async () => {
    await sim.join(0, 0)
    const next = (await sim.call('POST', '/clock/next')).body
    expect([next['happened'], next['now']]).toEqual(['the scheduler of a looks at its tasks', '2026-01-05T08:30:01Z'])
    const settled = (await sim.call('POST', '/clock/settle')).body
    expect([settled['now'], settled['by'], settled['waiting']]).toEqual(['2026-01-05T08:30:02Z', '1s', 0])
    expect((await advance({ to: '2026-01-05T17:00:00+08:00' }))['now']).toBe('2026-01-05T09:00:00Z')
    expect((await sim.call('POST', '/clock/next')).body).toMatchObject({ happened: null, by: '0s', transitions: [] })
  })

  test('nowhere in the past, not too far, and not two ways at once', async () => {
    const details = await Promise.all([
      advance({ by: '-5s' }), advance({ by: '100000h' }), advance({}), advance({ by: '5s', to: '2027-01-01T00:00:00Z' }), advance({ by: '5s', budget: '5s' }), advance({ until: { held: true }, budget: '-5s' }),
    ])
    expect(details.map(({ detail }) => detail)).toEqual([
      'time never goes back: it is 2026-01-05T08:30:00Z', 'one advance goes no further than ten years',
      ...Array(2).fill('give one of "by", a duration such as "5s", "to", an instant such as "2024-01-09T11:06:25+08:00", and "until", a condition such as {"dag":"Join self","state":"RUNNING"}') as string[],
      '"budget" goes with "until"', '"budget" is no length of time: -5s',
    ])
  })

  test('lets sockets follow: whoever the timeline stops and starts is there when the answer is', async () => {
    await sim.call('POST', '/timeline', { at: '5s', restart: { agent: 'b', downFor: '10s' } })
    const answers = async (): Promise<number | string> => fetch(`${sim.simulator.urls()[1]}/api/v1/time`).then(({ status }) => status, () => 'gone')
    await advance({ by: '6s' })
    const while_ = await answers()
    await advance({ by: '10s' })
    expect([while_, await answers()]).toEqual(['gone', 200])
  })

  test('is not done by hand where the clock follows the wall', async () => {
    expect((await sim.call('PUT', '/clock', { mode: 'per-poll:2s' })).body).toMatchObject({ now: '2026-01-05T08:30:00Z', mode: 'per-poll:2s' })
    await sim.call('PUT', '/clock', { mode: 'real' })
    const { status, body } = await sim.call('POST', '/clock/advance', { by: '1s' })
    expect([status, body['detail']]).toEqual([409, 'in mode real time cannot be advanced by hand; PUT /_sim/clock {"mode":"offset"} or "manual" first'])
  })
})

describe('until', () => {
  beforeEach(() => sim.join(0, 0))

  test('a DAG or a node is in a state', async () => {
    expect((await advance({ until: { dag: 'Join self', state: 'RUNNING' } }))['now']).toBe('2026-01-05T08:30:01Z')
    expect((await advance({ until: { dag: 'Join *', node: 'Join self', agent: '127.0.0.1:2886', state: 'SUCCEED' }, budget: '5s' }))['now']).toBe('2026-01-05T08:30:02Z')
    // It is so already.
    expect(await advance({ until: { dag: 'Join self', state: 'SUCCEED' } })).toMatchObject({ by: '0s' })
  })

  test('a process starts or ends', async () => {
    await sim.call('POST', '/timeline', { at: '30s', restart: { agent: 'b', downFor: '7s' } })
    expect((await advance({ until: { agent: 'b', process: 'stopped' } }))['now']).toBe('2026-01-05T08:30:30Z')
    expect((await advance({ until: { agent: 'b', process: 'started' } }))['now']).toBe('2026-01-05T08:30:37Z')
  })

  test('something is held', async () => {
    await sim.call('POST', '/task-rules', { when: { dag: 'Join self' }, takes: '40s', holds: true })
    expect(await advance({ until: { held: true } })).toMatchObject({ now: '2026-01-05T08:30:41Z', held: [{ node: 'Join self' }] })
  })

  test('a request is made that has not been made yet', async () => {
    await sim.call('POST', '/clock/settle')
    await sim.join(1, 0, 'zone2')
    const { body } = await sim.call('POST', '/clock/advance', { until: { request: { agent: 'a', via: 'peer', method: 'POST' } } })
    const { body: { entries } } = await sim.call('GET', '/journal?via=peer&method=POST')
    // The join itself has asked once, at 08:30:02; the task that it made asks again.
    expect([body['now'], (entries as { at: string }[]).map(({ at }) => at)]).toEqual(['2026-01-05T08:30:03Z', ['2026-01-05T08:30:02Z', '2026-01-05T08:30:03Z']])
  })

  test('tells, where that does not come to be, what is the case instead and what happened', async () => {
    expect(await sim.call('POST', '/clock/advance', { until: { dag: 'Join self', state: 'FAILED' }, budget: '5s' })).toMatchObject({
      status: 422,
      body: {
        title: 'The condition did not come to hold',
        detail: "`Join self` is FAILED: that does not come to be by itself, for nothing is left to happen; 'Join self' at a is SUCCEED, and its node 1 of 1, 'Join self', SUCCEED",
        waitedFor: '`Join self` is FAILED', stands: "'Join self' at a is SUCCEED, and its node 1 of 1, 'Join self', SUCCEED",
        budget: '5s', by: '2s', now: '2026-01-05T08:30:02Z', transitions: { length: 7 },
        last: [
          expect.stringMatching(/^#1 2026-01-05T08:30:00Z 127\.0\.0\.1:\d+ → a: POST \/api\/v1\/agent\/join \(agentJoin\) 200$/),
          "#2 2026-01-05T08:30:00Z a: DAG 1 'Join self' is made: READY, caused by #1",
          "#3 2026-01-05T08:30:01Z a: DAG 1 'Join self' READY → RUNNING, caused by #1",
          "#9 2026-01-05T08:30:02Z a: DAG 1 'Join self' RUNNING → SUCCEED, caused by #1",
        ],
      },
    })
    await sim.call('POST', '/timeline', { at: '1h', stop: 'b' })
    expect((await advance({ until: { held: true }, budget: '5s' }))['detail']).toBe('something is held: that did not come to be within 5s of virtual time; nothing is held')
    const details = await Promise.all([{ held: true }, { agent: 'b', process: 'stopped' }, { request: { operation: 'getInfo' } }].map(async (until) => (await advance({ until, budget: '1s' }))['stands']))
    expect(details).toEqual(['nothing is held', 'b runs', 'no request has been made since'])
  })

  test('a hold that somebody has forgotten, and no longer', async () => {
    await sim.call('POST', '/clock/settle')
    await sim.call('POST', '/actions', { hold: { dag: 'Join to master', node: 'Be follower' } })
    await sim.join(1, 0, 'zone2')
    const { status, body } = await sim.call('POST', '/clock/advance', { until: { dag: 'Join to master', state: 'SUCCEED' } })
    expect([status, body]).toMatchObject([422, {
      now: '2026-01-05T08:30:05Z', by: '3s', stands: "'Join to master' at b is RUNNING, and its node 2 of 2, 'Be follower', RUNNING",
      held: expect.stringMatching(/^'Be follower' of 'Join to master' at b is held until somebody releases it: POST \/_sim\/dags\/\d+\/release$/),
      detail: expect.stringMatching(/^`Join to master` is SUCCEED: that does not come to be by itself, for nothing goes on before the time limit of `Be follower` of `Join to master` at b is met, in [^;]*; 'Join to master' at b is RUNNING, .*; 'Be follower' of .* is held until/),
    }])
    // The world goes on as if nobody had waited.
    await sim.call('POST', '/actions', { release: { dag: 'Join to master' } })
    expect((await advance({ until: { dag: 'Join to master', state: 'SUCCEED' } }))['transitions']).not.toEqual([])
  })

  test('the timeline has let it happen, however still all else stands', async () => {
    await sim.call('POST', '/task-rules', { when: { dag: 'Join self' }, never: true })
    await sim.call('POST', '/timeline', { at: '90m', fail: { dag: 'Join self', message: 'x' } })
    await sim.call('POST', '/timeline', { at: '10m', fail: { dag: 'Join self', message: 'x' } })
    expect((await advance({ until: { dag: 'Join self', state: 'FAILED' } }))['now']).toMatch(/^2026-01-05T08:40:0/)
  })

  test('what is no condition', async () => {
    const details = await Promise.all([
      'soon', {}, { dag: 'Join selv', state: 'RUNNING' }, { dag: 'Join self', state: 'toString' }, { dag: 'Join self' }, { held: 1 }, { held: true, dag: 'Join self' },
      { request: { operatoin: 'x' } }, { agent: 'c', process: 'stopped' }, { node: 'Join self', sate: 'READY' },
    ].map(async (until) => (await advance({ until }))['errors'] as { path: string; message: string }[]))
    expect(details.map((errors) => errors.map(({ path, message }) => `${path}: ${message}`))).toEqual([
      [expect.stringMatching(/^until: this must be a condition such as /)],
      ['until: say { dag, state } for work that comes into a state, or { agent, process } for a process'],
      ["until.dag: no DAG is called 'Join selv'; did you mean 'Join self'?"],
      ['until.state: state must be one of PENDING, READY, RUNNING, FAILED, SUCCEED'],
      ['until: say { dag, state } for work that comes into a state, or { agent, process } for a process'],
      ['until.held: held can only be true'],
      ["until.held: 'held' is a condition by itself: leave 'dag' out"],
      ["until.request.operatoin: unknown key 'operatoin'; did you mean 'operation'?"],
      [expect.stringMatching(/^until\.agent: no agent is called 'c'/)],
      expect.arrayContaining(["until.sate: unknown key 'sate' in until; did you mean 'state'?"]),
    ])
  })
})
