import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ExpectationError, QueryError, ScenarioError, startSimulator, type RunningSimulator } from '../src/index.ts'

let sim: RunningSimulator
beforeEach(async () => {
  sim = await startSimulator({
    clock: 'manual', scenario: '{"version": 1, "encryption": "off", "agents": {"a": {"address": "127.0.0.1:2886"}, "b": {"address": "127.0.0.1:2887"}}}',
  })
})
afterEach(() => sim.close())

const join = (agent: string, port: number, zoneName = 'zone1'): ReturnType<RunningSimulator['ask']> =>
  sim.ask(agent, 'POST', '/api/v1/agent/join', { json: { agentInfo: { ip: '127.0.0.1', port }, zoneName } })
const start = (): number => 1_767_601_800_217_409
const seconds = (): number => (sim.now() - start()) / 1_000_000
/** What a promise is rejected with. */
const failure = async (promise: Promise<unknown>): Promise<Error> => promise.then(() => { throw new Error('it did not fail') }, (error: Error) => error)

describe('time', () => {
  test('moves by hand, with the transitions on the way', async () => {
    expect((await join('a', 2886)).status).toBe(200)
    const seen = [...await sim.advance('1s'), ...await sim.advance('1s')].map(({ level, name, from, to }) => `${level} ${name}: ${from} → ${to}`)
    expect(seen).toEqual([
      'dag Join self: READY → RUNNING', 'node Join self: PENDING → RUNNING',
      'sub-task Join self: PENDING → READY', 'sub-task Join self: READY → RUNNING', 'sub-task Join self: RUNNING → SUCCEED',
      'node Join self: RUNNING → SUCCEED', 'dag Join self: RUNNING → SUCCEED',
    ])
  })

  test('takes effect in the call itself', async () => {
    void sim.advance('5s')
    expect(seconds()).toBe(5)
  })

  test('stops where something is so', async () => {
    await join('a', 2886)
    await sim.until({ dag: 'Join self', state: 'RUNNING' })
    expect(seconds()).toBe(1)
    expect((await sim.next()).length).toBe(2)
    await sim.timeline.add({ at: '30s', restart: { agent: 'b', downFor: '7s' } })
    await sim.until({ agent: 'b', process: 'stopped' }, { budget: '1m' })
    await sim.until({ agent: 'b', process: 'started' })
    // Its socket answers by then.
    expect([seconds(), (await sim.ask('b', 'GET', '/api/v1/time')).status]).toEqual([37, 200])
  })

  test('is told in vain what no time is', async () => {
    expect([(await failure(sim.advance('soon'))).message, (await failure(sim.advance('-1s'))).message, (await failure(sim.until({ held: true }, { budget: 'x' }))).message]).toEqual([
      "advance: 'soon' is not a duration; write it like 500ms, 5s or 1h30m", "advance: '-1s' is not a duration; write it like 500ms, 5s or 1h30m",
      "until: budget: 'x' is not a duration; write it like 500ms, 5s or 1h30m",
    ])
    expect(await failure(sim.until({ dag: 'Join selv', state: 'RUNNING' }))).toBeInstanceOf(ScenarioError)
    const error = await failure(sim.advance('1000000h'))
    expect([error, error.message, seconds()]).toEqual([expect.any(RangeError), 'advance: one advance goes no further than ten years', 0])
  })
})

describe('failures', () => {
  test('say what was waited for, what is the case instead, and what happened last', async () => {
    await join('b', 9999)
    await join('a', 2886)
    const error = await failure(sim.until({ dag: 'Join self', state: 'FAILED' }, { budget: '5s' }))
    expect(error).toBeInstanceOf(ExpectationError)
    expect(error.message.split('\n')).toEqual([
      'until `Join self` is FAILED: that does not come to be by itself, for nothing is left to happen.',
      "Instead: 'Join self' at a is SUCCEED, and its node 1 of 1, 'Join self', SUCCEED.",
      'Time went on by 2s, with 7 changes of state on the way.',
      'What happened last:',
      expect.stringMatching(/^ {2}#\d+ 2026-01-05T08:30:00\.217409Z 127\.0\.0\.1:\d+ → b: POST \/api\/v1\/agent\/join \(agentJoin\) 500 Common\.Unexpected: no agent of this world is at 127\.0\.0\.1:9999/),
      expect.stringMatching(/→ a: POST \/api\/v1\/agent\/join \(agentJoin\) 200$/),
      expect.stringMatching(/a: DAG 1 'Join self' is made: READY, caused by #\d+$/), expect.stringMatching(/READY → RUNNING/), expect.stringMatching(/RUNNING → SUCCEED/),
    ])
  })

  test('name what is held', async () => {
    await sim.hold({ dag: 'Join self' })
    await join('a', 2886)
    const { message } = await failure(sim.until({ dag: 'Join self', state: 'SUCCEED' }, { budget: '1m' }))
    expect(message).toContain("Beside: 'Join self' of 'Join self' at a is held until somebody releases it")
  })

  test('come at once where nothing but a forgotten hold is left, and spoil nothing', async () => {
    await join('a', 2886)
    await sim.settle()
    await sim.hold({ dag: 'Join to master', node: 'Be follower' })
    await join('b', 2886, 'zone2')
    const { message } = await failure(sim.until({ dag: 'Join to master', state: 'SUCCEED' }))
    expect(message.split('\n').slice(0, 4)).toEqual([
      expect.stringMatching(/^until `Join to master` is SUCCEED: that does not come to be by itself, for nothing goes on before the time limit of `Be follower` of `Join to master` at b is met, in .*\.$/),
      "Instead: 'Join to master' at b is RUNNING, and its node 2 of 2, 'Be follower', RUNNING.", expect.stringMatching(/^Time went on by 3s,/),
      expect.stringMatching(/^Beside: 'Be follower' of 'Join to master' at b is held until somebody releases it/),
    ])
    await sim.release('Join to master')
    await sim.until({ dag: 'Join to master', state: 'SUCCEED' })
    expect(sim.agent('b').identity).toBe('FOLLOWER')
  })

  test('say where in what was given something is wrong', async () => {
    expect([
      (await failure(sim.until({ dag: 'Join selv', state: 'RUNNING' }))).message, (await failure(sim.faults.add({ when: { agent: 'x' }, drop: 'reset' }))).message,
      (await failure(sim.hold('Join selv'))).message, (await failure(sim.act({ explode: 'b' } as never))).message.split(',')[0],
    ]).toEqual([
      "until.dag: no DAG is called 'Join selv'; did you mean 'Join self'?", "when.agent: no agent is called 'x'; there are a, b",
      "hold.dag: no DAG is called 'Join selv'; did you mean 'Join self'?", "explode: unknown key 'explode' in the action; known here: stop",
    ])
    expect(() => sim.journal.find({ limit: 0 })).toThrow(/^limit must be a whole number from 1 on, not 0$/)
    expect(() => sim.verify({ request: { rule: 'nosuch' }, never: true })).toThrow("request.rule: no rule for requests is called 'nosuch', and there is none")
    expect(() => sim.verify({ event: { dag: 'Join sef', state: 'SUCCEED' }, never: true })).toThrow("event.dag: no DAG is called 'Join sef'; did you mean 'Join self'?")
  })

  test('of options that there are not say which there are', async () => {
    const refusals = await Promise.all([
      sim.ask('a', 'GET', '/api/v1/time', { jsn: 1 } as never), sim.until({ held: true }, { budgt: '5s' } as never), sim.faults.add({ drop: 'reset' }, { att: 'last' } as never),
      sim.faults.add({ drop: 'reset' }, { at: 'lst' } as never), sim.until({ held: true }, '5s' as never),
    ].map(failure))
    expect(refusals.map(({ message }) => message)).toEqual([
      "ask: unknown option 'jsn'; did you mean 'json'?", "until: unknown option 'budgt'; did you mean 'budget'?", "add: unknown option 'att'; did you mean 'at'?",
      "add: at must be first or last, not 'lst'", 'until: options must be an object with budget, not 5s',
    ])
    expect(sim.faults.list()).toEqual([])
  })

  test('of expectations show what came nearest', async () => {
    await join('b', 9999)
    sim.verify({ request: { operation: 'agentJoin', agent: 'b', refused: true }, count: 1 })
    sim.verify([{ request: { operation: 'agentJoin' } }, { event: { dag: 'Join self', state: 'FAILED' }, never: true }])
    expect(() => sim.verify({ name: 'b joined', request: { operation: 'agentJoin', status: 200 } })).toThrow(ExpectationError)
    expect(() => sim.verify({ name: 'b joined', request: { operation: 'agentJoin', status: 200 } })).toThrow(/^b joined: expected agentJoin answered 200[^]*nearest[^]*What happened last:/)
    expect(() => sim.verify({ requst: {} } as never)).toThrow(QueryError)
  })

  test('of what nothing comes of say why', async () => {
    expect([(await failure(sim.release('Join self'))).message.split('\n')[0], (await failure(sim.faults.remove('x'))).message, (await failure(sim.ask('c', 'GET', '/api/v1/time'))).message]).toEqual([
      "release: nothing came of it: no agent has a DAG 'Join self'", "no fault is called 'x'; there are none", "no agent is called 'c'; there are 'a', 'b'",
    ])
    expect(() => sim.agent('c')).toThrow("no agent is called 'c'; there are 'a', 'b'")
  })
})

describe('work', () => {
  test('is held, released, failed, and sent operators', async () => {
    await sim.hold('Join self')
    await join('a', 2886)
    await sim.until({ held: true })
    await sim.release('Join self')
    await sim.settle()
    expect(sim.agent('a').identity).toBe('MASTER')

    await sim.tasks.add({ when: { node: 'Be follower' }, never: true })
    await join('b', 2886, 'zone2')
    await sim.until({ node: 'Be follower', state: 'RUNNING' })
    await sim.fail({ dag: 'Join to master', agent: 'b' }, { message: 'no disk' })
    await sim.settle()
    const { message } = await failure(sim.operator({ dag: 'Join to master' }, 'ROLLBACK'))
    expect(message).toContain('ROLLBACK: nothing came of it: Failed to set DAG rollback: node Join to master cannot rollback')
    sim.verify({ event: { dag: 'Join to master', state: 'FAILED' }, count: 1 })
  })
})

describe('what happens', () => {
  test('by a rule for requests', async () => {
    expect([await sim.faults.add({ when: { operation: 'getTime', nth: 2 }, reply: { errCode: 'Agent.UnderMaintenance', args: ['a'] } }), await sim.faults.add({ name: 'b is deaf', when: { agent: 'b' }, drop: 'reset' }, { at: 'last' })]).toEqual(['fault 1', 'b is deaf'])
    const answers = [await sim.ask('a', 'GET', '/api/v1/time'), await sim.ask('a', 'GET', '/api/v1/info'), await sim.ask('a', 'GET', '/api/v1/time')]
    expect(answers.map(({ status, error }) => [status, error?.errCode])).toEqual([[200, undefined], [200, undefined], [500, 'Agent.UnderMaintenance']])
    expect(await failure(sim.ask('b', 'GET', '/api/v1/time'))).toMatchObject({ code: 'ECONNRESET' })
    expect(sim.faults.list()).toMatchObject([{ id: 'fault 1', does: 'the second getTime is answered with Agent.UnderMaintenance', counts: { acted: 1 } }, { id: 'b is deaf' }])
    await sim.faults.remove('b is deaf')
    await sim.faults.clear()
    expect([sim.faults.list(), (await sim.ask('b', 'GET', '/api/v1/time')).status]).toEqual([[], 200])
  })

  test('by an action, or by itself', async () => {
    expect(await sim.act({ stop: 'b' })).toEqual({ refused: null, transitions: [] })
    expect([(await sim.act({ stop: 'b' })).refused, sim.agent('b').running]).toEqual(['b does not run', false])
    await sim.timeline.add({ at: '5s', start: 'b' })
    await sim.advance('5s')
    expect(sim.agent('b').running).toBe(true)
    await expect(sim.act({ stopp: 'b' } as never)).rejects.toThrow("unknown key 'stopp' in the action; did you mean 'stop'?")
  })
})

describe('the journal', () => {
  test('is read and asked', async () => {
    await join('b', 9999)
    await join('a', 2886)
    await sim.settle()
    const [first] = sim.journal.find({ refused: true })
    expect([first!.agent, first!.why, sim.journal.last()!.agent, sim.journal.last({ agent: 'b' })!.agent, sim.journal.last({ operation: 'getInfo' })]).toEqual([
      'b', expect.stringContaining('no agent of this world is at 127.0.0.1:9999'), 'a', 'b', undefined,
    ])
    expect([sim.journal.entries().length >= 2, sim.journal.events().length > 3, sim.journal.lines(2).length, sim.journal.lint().clients.length, sim.journal.dropped]).toEqual([true, true, 2, 1, { requests: 0, events: 0 }])
    await sim.act({ stop: 'b' })
    const all = sim.journal.events()
    const stopped = sim.journal.events({ kinds: ['action', 'process'] })
    expect([stopped.map(({ kind }) => kind), sim.journal.events({ after: stopped[0]!.seq }), sim.journal.events(stopped[0]!.seq), sim.journal.events({ limit: 1 })]).toEqual([
      ['action', 'process'], all.slice(-1), all.slice(-1), all.slice(-1),
    ])
    expect(() => sim.journal.events({ kind: 'action' } as never)).toThrow("events: unknown option 'kind'; did you mean 'kinds'?")
    expect(() => sim.journal.events({ kinds: ['actoin'] } as never)).toThrow("events: no kind of events is called 'actoin'; did you mean 'action'?")
    expect(() => sim.journal.events({ kinds: 'action' } as never)).toThrow("events: kinds must be a list such as ['action'], not 'action'")
    expect(() => sim.journal.events({ after: -1 })).toThrow('events: after must be a whole number from 0 on, not -1')
    sim.journal.clear()
    expect([sim.journal.entries(), sim.journal.events()]).toEqual([[], []])
  })
})

test('an agent is called by where it listens, too', async () => {
  const { host } = new URL(sim.agents[1]!.url)
  expect([sim.agent(host).name, (await sim.ask(host, 'GET', '/api/v1/time')).status, sim.journal.last()!.agent]).toEqual(['b', 200, 'b'])
})

test('who is closed says nothing any more', async () => {
  const other = await startSimulator({ agents: 1 })
  const { faults, journal } = other
  await other.close()
  await other.close()
  const calls = [
    () => other.agents, () => other.agent('a'), () => other.scenario, () => other.ca, () => other.now(), () => other.verify([]), () => faults.list(), () => journal.entries(), () => journal.events(), () => journal.lines(),
    () => journal.lint(), () => journal.clear(), () => journal.dropped,
  ]
  for (const call of calls) expect(call).toThrow('this simulator is closed')
  const promises = [
    other.ask('a', 'GET', '/'), other.advance('1s'), other.until({ held: true }), other.next(), other.settle(), other.hold('Join self'), other.release('Join self'), other.fail('Join self', { message: 'x' }),
    other.operator('Join self', 'RETRY'), other.act({ heal: 'all' }), faults.add({ drop: 'reset' }), faults.remove('x'), faults.clear(), other.replace('join-three'), other.reset(),
  ]
  expect((await Promise.all(promises.map((promise) => failure(promise)))).map(({ message }) => message)).toEqual(Array(promises.length).fill('this simulator is closed'))
})

describe('the world', () => {
  test('begins anew', async () => {
    await join('a', 2886)
    await sim.settle()
    await sim.faults.add({ drop: 'reset', when: { agent: 'b' } })
    await sim.reset()
    expect([sim.agent('a').identity, sim.now(), sim.faults.list()]).toEqual(['SINGLE', start(), []])
  })

  test('makes way for another, under the same options', async () => {
    await sim.replace('join-three')
    expect([sim.scenario, sim.agents.map(({ url }) => new URL(url).port === '2886')]).toEqual([
      { name: 'join-three/scenario.yaml', description: expect.stringContaining('Three agents'), warnings: [] }, [false, false, false],
    ])
    const before = sim.now()
    await sim.ask('a', 'GET', '/api/v1/time', { plain: true })
    // The clock stays manual, though that scenario says otherwise.
    expect(sim.now()).toBe(before)
    await expect(sim.replace('version: 2\n')).rejects.toThrow(ScenarioError)
    expect(sim.scenario.name).toBe('join-three/scenario.yaml')
  })
})

test('asks over TLS, with a credential', async () => {
  await using sealed = await startSimulator({ tls: true, scenario: 'password-required' })
  const ask = (agentPassword: string) => sealed.ask('a', 'GET', '/api/v1/agent/host-info', { agentPassword })
  expect([(await ask('wrong')).error?.errCode, (await ask('secret')).status]).toEqual(['Security.Authentication.IncorrectAgentPassword', 200])
})
