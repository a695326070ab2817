import { beforeEach, describe, expect, test } from 'vitest'
import { micros } from '../clock/index.ts'
import { KeyRing } from '../dispatch/index.ts'
import type { Action, TimelineEntry, Trigger } from '../faults/index.ts'
import { buildWorld, defaultAgent, defaultSettings, scenarioOfAgents, type Scenario } from '../scenario/index.ts'
import type { Simulation } from '../simulation.ts'

const s = micros.s
const agents = ['a', 'b', 'c'].map((name, index) => defaultAgent(name, `10.10.10.${index + 1}`, 2886))
const plain = scenarioOfAgents(agents, { ...defaultSettings, mode: { mode: 'manual' } })
let world: Simulation

function begin(more: Partial<Scenario> = {}): void {
  world = buildWorld({ ...plain, ...more }, new KeyRing(1))
}

/** What an action comes to: null, or why nothing came of it. */
const act = (action: Action): string | null => world.act(action, 'control')
const join = (agent: string, to: number, zone = 'zone1'): Action =>
  ({ do: 'call', agent, call: 'agentJoin', params: {}, body: { agentInfo: { ip: `10.10.10.${to}`, port: 2886 }, zoneName: zone } })
const seconds = (instant: number): number => (instant - world.state.start) / s

/** What has happened, in few words. */
function told(): string[] {
  world.noteTransitions()
  return world.journal.events().flatMap((event) => {
    const at = `${seconds(event.at)}`
    switch (event.kind) {
      case 'action': return [`${at} ${event.action.do}${event.refused === null ? '' : `: ${event.refused}`}`]
      case 'process': return [`${at} ${event.agent} ${event.process}`]
      case 'transition': return event.level === 'dag' ? [`${at} ${event.name} ${event.to}`] : []
      default: return []
    }
  })
}

beforeEach(() => begin())

describe('processes', () => {
  test('stop, start and restart', () => {
    expect([act({ do: 'stop', agent: 'a', signal: 'SIGTERM' }), act({ do: 'stop', agent: 'a', signal: 'SIGTERM' })]).toEqual([null, 'a does not run'])
    expect([act({ do: 'start', agent: 'a' }), act({ do: 'start', agent: 'a' })]).toEqual([null, 'a runs already'])
    const { pid } = world.agent('a')!.process!
    expect(act({ do: 'restart', agent: 'a', signal: 'SIGKILL', downFor: 5 * s })).toBe(null)
    world.advanceBy(5 * s - 1)
    expect(world.agent('a')!.process).toBe(null)
    world.advanceBy(1)
    expect(world.agent('a')!.process).toEqual({ pid: expect.not.stringMatching(String(pid)) as number, startedAt: world.now() })
  })

  test('of an agent that nobody has', () => {
    expect(act({ do: 'stop', agent: 'x', signal: 'SIGTERM' })).toBe("no agent is called 'x'")
  })

  test('with another address, if it is SINGLE', () => {
    act({ do: 'address', agent: 'a', ip: '10.10.10.9', port: 2886 })
    expect(world.reach({ ip: '10.10.10.1', port: 2886 })?.name).toBe('a')
    act({ do: 'restart', agent: 'a', signal: 'SIGTERM', downFor: 0 })
    expect([world.reach({ ip: '10.10.10.1', port: 2886 })?.name, world.reach({ ip: '10.10.10.9', port: 2886 })?.name]).toEqual([undefined, 'a'])
  })

  test('with another address a MASTER does not start', () => {
    act(join('a', 1))
    world.settle()
    act({ do: 'address', agent: 'a', ip: '10.10.10.9', port: 2886 })
    expect(act({ do: 'restart', agent: 'a', signal: 'SIGTERM', downFor: 0 }))
      .toBe('agent info (10.10.10.9:2886) is not equal to the one that it has stored (10.10.10.1:2886), and it is MASTER: it does not start')
    expect(world.agent('a')!.process).toBe(null)
  })

  test('not where another agent is', () => {
    act({ do: 'address', agent: 'a', ip: '10.10.10.2', port: 2886 })
    expect(act({ do: 'restart', agent: 'a', signal: 'SIGTERM', downFor: 0 })).toBe('b is at 10.10.10.2:2886 already: two agents cannot be at one address')
  })

  test('with another release', () => {
    act({ do: 'obshell', agent: 'a', version: '4.5.0.0-7' })
    act({ do: 'restart', agent: 'a', signal: 'SIGTERM', downFor: 0 })
    expect(world.agent('a')!.version).toEqual({ version: '4.5.0.0', release: '7' })
  })
})

describe('partitions', () => {
  test('keep agents from each other, and end', () => {
    act({ do: 'partition', groups: [['a'], ['b', 'c']] })
    expect(act(join('b', 1))).toBe("Unexpected error: get agent info failed: Request [GET]10.10.10.1:2886 to /api/v1/info failed: Get \"http://10.10.10.1:2886/api/v1/info\": dial tcp 10.10.10.1:2886: i/o timeout")
    expect([world.isCut('a', 'b'), world.isCut('c', 'a'), world.isCut('b', 'c')]).toEqual([true, true, false])
    expect([act({ do: 'heal', between: ['b', 'c'] }), act({ do: 'heal', between: ['b', 'a'] })]).toEqual(['b and c reach each other already', null])
    expect([world.isCut('a', 'b'), world.isCut('c', 'a')]).toEqual([false, true])
    act({ do: 'heal' })
    expect(world.state.cuts).toEqual({})
  })

  test('let a task that asks wait for the 30 seconds of a dialler', () => {
    act(join('a', 1))
    world.settle()
    act(join('b', 1, 'zone2'))
    act({ do: 'partition', groups: [['a'], ['b']] })
    const before = world.now()
    world.settle()
    expect(world.now() - before).toBeGreaterThan(30 * s)
  })
})

describe('passwords, keys and locks', () => {
  test('of the agent and of root', () => {
    act({ do: 'agentPassword', agent: 'a', password: 'p' })
    act({ do: 'rootPassword', agents: ['a', 'b'], password: 'r' })
    expect([world.agent('a')!.agentPassword, world.agent('a')!.rootPassword, world.agent('b')!.rootPassword, world.agent('c')!.rootPassword]).toEqual(['p', 'r', 'r', null])
    act({ do: 'rootPassword', agents: ['a'], password: null })
    expect(world.agent('a')!.rootPassword).toBe(null)
  })

  test('a new key is another one', () => {
    const before = world.publicKey(world.agent('a')!)
    act({ do: 'newKey', agent: 'a' })
    expect(world.publicKey(world.agent('a')!)).not.toBe(before)
  })

  test('a lock that no DAG holds refuses maintenance', () => {
    expect([act({ do: 'lock', agent: 'a', lock: 'global' }), act({ do: 'lock', agent: 'a', lock: 'global' })]).toEqual([null, 'the global lock of a is taken already'])
    expect(act(join('a', 1))).toBe("Create task 'Join self' failed: 10.10.10.1:2886 is under maintenance")
    act({ do: 'unlock', agent: 'a', lock: 'global' })
    expect(act(join('a', 1))).toBe(null)
  })
})

describe('work', () => {
  test('is held where it begins, and released', () => {
    act({ do: 'hold', when: { dag: 'Join self' } })
    act(join('a', 1))
    world.settle()
    expect(world.workOf({ dag: 'Join self' })!.dag.state).toBe('RUNNING')
    expect(world.heldNote()).toMatch(/^'Join self' of 'Join self' at a is held until somebody releases it: POST \/_sim\/dags\/\d+\/release$/)
    expect(act({ do: 'release', work: { dag: 'Join self' } })).toBe(null)
    world.settle()
    expect([world.workOf({ dag: 'Join self' })!.dag.state, world.heldNote()]).toEqual(['SUCCEED', null])
    expect(act({ do: 'release', work: { dag: 'Join self' } })).toBe("no sub-task of 'Join self' at a is held; it is SUCCEED")
    expect(act({ do: 'release', work: { dag: 'x' } })).toBe("no agent has a DAG 'x'")
  })

  test('is held where it stands', () => {
    begin({ taskRules: [{ id: 'slow', when: {}, effect: { takes: 10 * s }, times: null }] })
    act(join('a', 1))
    world.advanceBy(2 * s)
    act({ do: 'hold', when: { agent: 'a' } })
    world.settle()
    expect([seconds(world.now()), world.workOf({ dag: '*' })!.dag.state]).toEqual([11, 'RUNNING'])
    act({ do: 'release', work: { dag: '*' } })
    world.settle()
    expect(world.workOf({ dag: '*' })!.dag.state).toBe('SUCCEED')
  })

  test('fails when it is told to, and takes an operator', () => {
    begin({ taskRules: [{ id: 'never', when: { attempt: 1 }, effect: { never: true }, times: null }] })
    act(join('a', 1))
    const work = { dag: 'Join self' }
    expect(act({ do: 'fail', work, failure: { kind: 'plain', text: 'x' } })).toBe("nothing of 'Join self' is RUNNING: it is PENDING")
    world.advanceBy(s)
    expect(act({ do: 'fail', work, failure: { kind: 'coded', errCode: 'Agent.UnderMaintenance', args: ['here'] } })).toBe(null)
    world.settle()
    const { agent, dag } = world.workOf(work)!
    expect([dag.state, world.tasks(agent).subTasks[0]!.logs.at(-1)!.text]).toEqual(['FAILED', 'ERROR: [Agent.UnderMaintenance]: here is under maintenance'])
    expect(act({ do: 'operator', work, operator: 'CANCEL' })).toBe('Failed to cancel DAG: DAG is finished')
    expect(act({ do: 'operator', work, operator: 'RETRY' })).toBe('Failed to set DAG retry: node Join self cannot retry')
  })

  test('of a FOLLOWER takes an operator by its master, as clients have to send it', () => {
    act({ do: 'agentPassword', agent: 'a', password: 'secret' })
    act(join('a', 1))
    world.settle()
    act({ do: 'call', agent: 'b', call: 'agentJoin', params: {}, body: { agentInfo: { ip: '10.10.10.1', port: 2886 }, zoneName: 'zone2', masterPassword: 'secret' } })
    world.settle()
    expect([world.agent('b')!.identity, act({ do: 'operator', work: { dag: 'Join to master' }, operator: 'RETRY' })]).toEqual(['FOLLOWER', 'Failed to set DAG retry: DAG state is not failed'])
  })

  test('is noted only for who waits for it', () => {
    begin({ taskRules: [{ id: 'held', when: { node: 'Be follower' }, effect: { holds: true }, times: null }] })
    act(join('a', 1))
    world.settle()
    act(join('b', 1, 'zone2'))
    world.settle()
    expect([world.heldNoteFor(world.agent('a')!), world.heldNoteFor(world.agent('b')!)]).toEqual([null, world.heldNote()])
    expect(world.heldNote()).not.toBe(null)
  })

  test('restarts its agent in the middle, and becomes what the agent makes of it', () => {
    begin({ taskRules: [{ id: 'crash', when: { node: 'Join self' }, effect: { takes: 2 * s, restarts: 5 * s }, times: null }] })
    act(join('a', 1))
    world.settle()
    expect(told()).toEqual([
      '0 call', '0 Join self READY', '1 Join self RUNNING', '3 restart', '3 a stopped', '8 start', '8 a started', '10 Join self SUCCEED',
    ])
  })

  test('writes lines and leaves data before it goes on', () => {
    begin({ taskRules: [{ id: 'says', when: {}, effect: { logs: ['one', 'two'], data: { x: 1 } }, times: 1 }] })
    act(join('a', 1))
    world.settle()
    const [subTask] = world.tasks(world.agent('a')!).subTasks
    expect([subTask!.logs.slice(0, 2).map(({ text }) => text), subTask!.additionalData]).toEqual([['one', 'two'], { x: 1 }])
  })

  test('is held before a step that has a name', () => {
    begin({ taskRules: [{ id: 'at the step', when: { node: 'Join to master', step: 'join' }, effect: { holds: true }, times: null }] })
    act(join('a', 1))
    world.settle()
    act(join('b', 1, 'zone2'))
    world.settle()
    const [subTask] = world.tasks(world.agent('b')!).subTasks
    expect([subTask!.state, subTask!.logs.at(-1)!.text, world.agent('a')!.table.length]).toEqual(['RUNNING', 'send join rpc to master', 1])
    act({ do: 'release', work: { dag: 'Join to master' } })
    world.settle()
    expect([subTask!.state, world.agent('b')!.identity, world.agent('a')!.table.length]).toEqual(['SUCCEED', 'FOLLOWER', 2])
  })
})

describe('a timeline', () => {
  const entry = (id: string, when: Trigger, action: Action): TimelineEntry => ({ id, when, action })

  test('lets things happen at their times, again and again, and after others', () => {
    begin({
      timeline: [
        entry('stop', { kind: 'at', at: 20 * s }, { do: 'stop', agent: 'b', signal: 'SIGTERM' }),
        entry('back', { kind: 'after', event: { kind: 'process', agent: 'b', process: 'stopped' }, delay: 3 * s, times: 1 }, { do: 'start', agent: 'b' }),
        entry('tick', { kind: 'every', every: 8 * s, from: 8 * s, times: 2 }, { do: 'skew', skew: s }),
        entry('joined', { kind: 'after', event: { kind: 'task', dag: 'Join self', state: 'SUCCEED' }, delay: 0, times: null }, { do: 'newKey', agent: 'a' }),
      ],
    })
    act(join('a', 1))
    world.advanceBy(60 * s)
    expect(told()).toEqual([
      '0 call', '0 Join self READY', '1 Join self RUNNING', '2 Join self SUCCEED', '2 newKey', '8 skew', '16 skew', '20 stop', '20 b stopped', '23 start', '23 b started',
    ])
  })

  test('a question waits for an agent that comes back to its work, and not for what happens again and again', () => {
    begin({
      mode: 'auto', taskRules: [{ id: 'never', when: {}, effect: { never: true }, times: null }],
      timeline: [entry('flap', { kind: 'every', every: 10 * s, from: 10 * s, times: null }, { do: 'restart', agent: 'b', signal: 'SIGKILL', downFor: s })],
    } as Partial<Scenario>)
    act(join('b', 2))
    world.settle()
    expect(seconds(world.now())).toBe(1)
  })
})

test('what happens names the request that caused it', () => {
  act(join('a', 1))
  const [request] = world.journal.requests()
  world.settle()
  expect(request).toMatchObject({ kind: 'request', agent: 'a', client: 'scenario', operation: 'agentJoin', status: 200, cause: null })
  expect(new Set(world.journal.events().flatMap((event) => (event.kind === 'transition' ? [event.cause] : [])))).toEqual(new Set([request!.seq]))
})

test('requests among agents serve the one that led to them', () => {
  act(join('a', 1))
  world.settle()
  act(join('b', 1, 'zone2'))
  const [, joined] = world.journal.requests().filter(({ via }) => via === 'client')
  world.settle()
  const peers = world.journal.requests().filter(({ via }) => via === 'peer')
  expect(peers.map(({ agent, client, operation, status, cause }) => [agent, client, operation, status, cause])).toEqual([
    ['a', 'b', 'getInfo', 200, joined!.seq], ['a', 'b', 'getSecret', 200, joined!.seq], ['a', 'b', 'rpcAgentToken', 200, joined!.seq],
    ['a', 'b', 'getSecret', 200, joined!.seq], ['a', 'b', 'rpcAgentJoin', 200, joined!.seq],
  ])
})
