import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { steer, type Steered } from './support/steered.ts'

let sim: Steered
beforeEach(async () => {
  sim = await steer()
})
afterEach(() => sim.close())

const asked = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => (await sim.call(method, path, body)).body
const time = async (agent = 0): Promise<number | string> => fetch(`${sim.simulator.urls()[agent]!}/api/v1/time`).then(({ status }) => status, () => 'no answer')

describe('faults', () => {
  test('come first, get an id, and are described in words', async () => {
    const added = await sim.call('POST', '/faults', { when: { operation: 'getTime', nth: 2 }, reply: { status: 503, body: 'busy' } })
    expect([added.status, added.headers.get('location'), added.body]).toEqual([201, '/_sim/faults/fault%201', {
      id: 'fault 1', does: 'the second getTime is answered with status 503, as something in between would',
      form: { name: 'fault 1', when: { operation: 'getTime', nth: 2 }, reply: { status: 503, headers: { 'Content-Type': 'application/json' }, body: 'busy' } },
      counts: { acted: 0, nearly: 0, last: null, questions: 0, sends: 0 }, warnings: [],
    }])
    expect([await time(), await time(1)]).toEqual([200, 503])
    expect(await asked('GET', '/faults/fault%201')).toMatchObject({ counts: { acted: 1, nearly: 1, last: 2, questions: 2, sends: 2 } })
  })

  test('have acted as often as they count, on as many requests as were sent', async () => {
    await sim.call('POST', '/faults', { name: 'busy', when: { operation: 'getTime' }, reply: { status: 503 } })
    await sim.call('POST', '/faults?at=last', { name: 'sends', when: { operation: 'getInfo' }, count: 'sends', reply: { status: 503 } })
    for (const path of ['time', 'time', 'info', 'info']) await fetch(`${sim.url}/api/v1/${path}`)
    expect(((await asked('GET', '/faults'))['faults'] as { id: string; counts: unknown }[]).map(({ id, counts }) => [id, counts])).toEqual([
      ['busy', { acted: 1, nearly: 0, last: 2, questions: 1, sends: 2 }], ['sends', { acted: 2, nearly: 0, last: 4, questions: 1, sends: 2 }],
    ])
    expect((await asked('GET', '/journal?rule=busy'))['found']).toBe(2)
  })

  test('stand before or after others', async () => {
    for (const [name, at] of [['one', ''], ['two', ''], ['three', '?at=last'], ['four', '?at=first']]) await sim.call('POST', `/faults${at}`, `name: ${name}\ndrop: reset\n`)
    expect(((await asked('GET', '/faults'))['faults'] as { id: string }[]).map(({ id }) => id)).toEqual(['four', 'two', 'one', 'three'])
    expect((await sim.call('POST', '/faults', { name: 'two', drop: 'hang' })).body).toMatchObject({ status: 409, detail: "there is one called 'two' already: remove that first, or give this another name" })
    expect((await sim.call('POST', '/faults?at=lst', { drop: 'hang' })).body['detail']).toBe("at must be one of first, last, not 'lst'; did you mean 'last'?")
  })

  test('go, and what they counted with them', async () => {
    await sim.call('POST', '/faults', { name: 'once', when: { operation: 'getTime' }, times: 1, drop: 'reset' })
    expect([await time(), await time(1)]).toEqual(['no answer', 200])
    expect(await asked('DELETE', '/faults/once')).toEqual({ removed: ['once'] })
    await sim.call('POST', '/faults', { name: 'once', when: { operation: 'getTime' }, times: 1, drop: 'reset' })
    expect([await time(), await asked('DELETE', '/faults')]).toEqual(['no answer', { removed: ['once'] }])
    expect([(await sim.call('DELETE', '/faults/once')).body['detail'], await asked('GET', '/faults')]).toEqual(["no fault is called 'once'; there are none", { faults: [] }])
  })

  test('that refuse connections close addresses where they can be closed, and open them when they go', async () => {
    const apart = await steer({}, { control: { place: '127.0.0.1:0' } })
    const code = (): Promise<unknown> => fetch(`${apart.url}/api/v1/time`).then(({ status }) => status, (error: { cause: { code: string } }) => error.cause.code)
    await apart.call('POST', '/faults', { name: 'deaf', when: { agent: 'a' }, drop: 'refuse' })
    const closed = await code()
    await apart.call('DELETE', '/faults/deaf')
    const open = await code()
    await apart.close()
    expect([closed, open]).toEqual(['ECONNREFUSED', 200])
  })

})

describe('rules for work', () => {
  test('decide runs from now on', async () => {
    expect(await asked('POST', '/task-rules', { when: { dag: 'Join self', attempt: 1 }, takes: '40s', fails: { message: 'no disk' } })).toMatchObject({
      id: 'task rule 1', does: '`Join self` takes 40 s and fails with "no disk" the first time', counts: { decided: 0 },
    })
    await sim.join(0, 0)
    expect((await asked('POST', '/clock/settle'))['now']).toBe('2026-01-05T08:30:41Z')
    expect(await asked('GET', '/task-rules/task%20rule%201')).toMatchObject({ form: { name: 'task rule 1', when: { dag: 'Join self', attempt: 1 }, takes: '40s', fails: { message: 'no disk' } }, counts: { decided: 1 } })
    expect(await asked('DELETE', '/task-rules')).toEqual({ removed: ['task rule 1'] })
  })
})

test('a rule for work that agents of this release do not do is warned of', async () => {
  const { body } = await sim.call('POST', '/task-rules', { when: { dag: 'Start OB' }, holds: true })
  expect(body).toMatchObject({ id: 'task rule 1', warnings: [{ code: 'NOT_MODELLED', path: 'when.dag' }] })
})

describe('a timeline', () => {
  test('lets things happen by themselves', async () => {
    expect((await sim.call('POST', '/timeline', 'after: { agent: b, process: stopped }\ndelay: 3s\nstart: b\n')).body).toMatchObject({
      id: 'timeline 1', does: '3 s after b has stopped: b is started', form: { name: 'timeline 1', after: { agent: 'b', process: 'stopped' }, delay: '3s', start: 'b' }, counts: { happened: 0, next: null },
    })
    await sim.call('POST', '/timeline', { at: '20s', stop: 'b' })
    await sim.call('POST', '/clock/advance', { by: '21s' })
    const { timeline } = await asked('GET', '/timeline')
    expect((timeline as { id: string; counts: unknown }[]).map(({ id, counts }) => [id, counts])).toEqual([
      ['timeline 1', { happened: 0, next: '2026-01-05T08:30:23Z' }], ['timeline 2', { happened: 1, next: null }],
    ])
    await sim.call('POST', '/clock/advance', { by: '2s' })
    expect(await asked('GET', '/agents/b')).toMatchObject({ running: true })
  })

  test('lets happen at once what would have been earlier', async () => {
    await sim.call('POST', '/clock/advance', { by: '1m' })
    expect((await asked('POST', '/timeline', { at: '20s', stop: 'b' }))['counts']).toEqual({ happened: 1, next: null })
    expect(await asked('GET', '/agents/b')).toMatchObject({ running: false })
  })

  test('forgets what is taken out, so that another of its name has its own times', async () => {
    await sim.call('POST', '/timeline', { name: 'x', at: '20s', stop: 'b' })
    await sim.call('DELETE', '/timeline/x')
    await sim.call('POST', '/timeline', { name: 'x', at: '40s', stop: 'a' })
    await sim.call('POST', '/clock/advance', { by: '30s' })
    expect([(await asked('GET', '/agents/a'))['running'], (await asked('GET', '/agents/b'))['running']]).toEqual([true, true])
    expect((await asked('GET', '/timeline/x'))['counts']).toEqual({ happened: 0, next: '2026-01-05T08:30:40Z' })
  })
})

test('an action or a condition that is none is told what there is', async () => {
  const errors = async (path: string, body: unknown): Promise<unknown> => ((await sim.call('POST', path, body)).body['errors'] as { path: string; message: string }[]).map((error) => `${error.path}: ${error.message}`)
  expect(await errors('/actions', { explode: 'b' })).toEqual(expect.arrayContaining([
    "explode: unknown key 'explode' in the action; known here: stop, start, restart, observer, partition, heal, agentPassword, rootPassword, newKey, address, obshell, lock, unlock, skew, hold, release, fail, operator, call",
  ]))
  expect(await errors('/actions', { at: '5s', stop: 'b' })).toEqual(["at: an action happens at once, and 'at' belongs to the timeline"])
  expect(await errors('/clock/advance', { until: { foo: 1 } })).toEqual(expect.arrayContaining(["until.foo: unknown key 'foo' in until; known here: dag, node, agent, state, process, request, held"]))
})

describe('actions', () => {
  test('happen now, and say what came of them', async () => {
    expect(await asked('POST', '/actions', 'stop: b')).toEqual({ did: 'b is stopped', refused: null, transitions: [] })
    expect(await asked('POST', '/actions', { stop: 'b' })).toEqual({ did: 'b is stopped', refused: 'b does not run', transitions: [] })
    expect(await asked('POST', '/actions', { call: { agent: 'a', call: 'agentJoin', body: { agentInfo: { ip: '127.0.0.1', port: 2886 }, zoneName: 'zone1' } } })).toMatchObject({
      did: 'a is asked: agentJoin', refused: null, transitions: { 0: { name: 'Join self', to: 'READY' } },
    })
    expect(await asked('POST', '/actions', { lock: 'a' })).toMatchObject({ refused: 'the global lock of a is taken already' })
  })
})
