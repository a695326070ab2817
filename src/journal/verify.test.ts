import { describe, expect, test } from 'vitest'
import { micros } from '../clock/index.ts'
import { readExpectations } from './read/expectations.ts'
import { idOfA, Story, time, words } from './testing/story.ts'
import { formatVerification, verify, type Verification } from './verify.ts'

function verified({ journal }: Story, expected: unknown): Verification {
  const read = readExpectations(expected, words)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return verify(journal, read.value, { time })
}

const well = { ok: true, failures: [], notes: [] }
const dagTarget = `/api/v1/task/dag/${idOfA(1)}`

/** A DAG that fails, is rolled back by a client three seconds later, and once more ten seconds after that. */
const rolledBack = (): Story => new Story()
  .post(dagTarget, 'operateDag', { operator: 'ROLLBACK' }, { status: 400 })
  .dag(1, 'Join self', 'READY')
  .dag(1, 'Join self', 'FAILED', { from: 'RUNNING' })
  .wait(3 * micros.s)
  .post(dagTarget, 'operateDag', { operator: 'ROLLBACK' })
  .wait(7 * micros.s)
  .post(dagTarget, 'operateDag', { operator: 'RETRY' })
  .post(dagTarget, 'operateDag', { operator: 'ROLLBACK' }, { status: 400, errCode: 'Agent.UnderMaintenance', why: 'it is not FAILED' })

describe('verify', () => {
  test('ROLLBACK once, after FAILED, within 5 virtual seconds', () => {
    const expectation = { request: { operation: 'operateDag', body: { operator: 'ROLLBACK' } }, count: 1, after: { dag: 'Join self', state: 'FAILED' }, within: '5s' }
    expect(verified(rolledBack(), expectation)).toEqual(well)
    expect(verified(rolledBack(), { expect: { ...expectation, count: 2, name: 'rolled back' } })).toEqual({
      ok: false,
      failures: [{
        name: 'rolled back',
        expected: "operateDag with {\"operator\":\"ROLLBACK\"}, 2 times, after 'Join self' is FAILED, within 5s",
        got: 'one: #4',
        nearest: [
          {
            seq: 6, what: `#6 +10s 127.0.0.1:40006 → a: POST ${dagTarget} (operateDag) 400 Agent.UnderMaintenance: it is not FAILED`,
            lacks: ['it came 10s after #3, wanted within 5s'],
          },
          { seq: 1, what: `#1 +0s 127.0.0.1:40001 → a: POST ${dagTarget} (operateDag) 400`, lacks: ["it came before 'Join self' is FAILED (#3)"] },
          { seq: 5, what: `#5 +10s 127.0.0.1:40005 → a: POST ${dagTarget} (operateDag) 200`, lacks: ['body.operator is "RETRY", wanted "ROLLBACK"'] },
        ],
        note: null,
      }],
      notes: [],
    })
  })

  test('at least once, where no number is given', () => {
    expect(verified(rolledBack(), { request: { operation: 'operateDag' } })).toEqual(well)
    expect(verified(rolledBack(), [{ request: { operation: 'agentJoin' } }])).toEqual({
      ok: false, failures: [{ name: 'expectation 1', expected: 'agentJoin, at least once', got: 'none', nearest: [], note: null }], notes: [],
    })
  })

  test('never: what came although it should not is shown', () => {
    expect(verified(rolledBack(), { request: { operation: 'agentJoin' }, never: true })).toEqual(well)
    expect(verified(rolledBack(), { request: { status: '4xx' }, never: true }).failures).toEqual([{
      name: 'expectation 1', expected: 'a request answered 4xx, never', got: '2: #1, #6',
      nearest: [
        { seq: 1, what: `#1 +0s 127.0.0.1:40001 → a: POST ${dagTarget} (operateDag) 400`, lacks: [] },
        { seq: 6, what: `#6 +10s 127.0.0.1:40006 → a: POST ${dagTarget} (operateDag) 400 Agent.UnderMaintenance: it is not FAILED`, lacks: [] },
      ],
      note: null,
    }])
  })

  test.each([
    [{ atLeast: 3 }, true], [{ atMost: 2 }, false], [{ atLeast: 1, atMost: 3 }, true], [4, false], [3, true], [{ atMost: 0 }, false],
  ])('so often: %j', (count, ok) => {
    expect(verified(rolledBack(), { request: { body: { operator: 'ROLLBACK' } }, count }).ok).toBe(ok)
  })

  test('says in words what the nearest lacked', () => {
    const story = new Story()
      .post('/api/v1/agent/join', 'agentJoin', { zoneName: 'zone2', masterPassword: 'x' }, { agent: 'b', status: 401, errCode: 'X', nearly: [{ id: 'fault 1', lacks: 'it acts on question 2, and this is 1' }] })
      .request('/api/v1/info', { operation: 'getInfo' })
    const request = {
      operation: 'agentJoin', agent: 'a', method: 'PUT', path: '/api/v1/agent', status: 200, client: '10.0.0.1', refused: false, rule: 'fault 1', cause: 1,
      body: { zoneName: 'zone1', masterPassword: 'y', home: { path: '/x' } }, via: 'peer', since: '+1s', until: '+2s', after: 1,
    }
    expect(verified(story, { request }).failures[0]!.nearest.map(({ seq, lacks }) => [seq, lacks])).toEqual([[1, [
      'method POST, wanted PUT', 'path /api/v1/agent/join, wanted /api/v1/agent', 'agent b, wanted a', 'client 127.0.0.1:40001, wanted 10.0.0.1', 'via client, wanted peer',
      'body.zoneName is "zone2", wanted "zone1"; body.masterPassword is another; no body.home, wanted {"path":"/x"}', 'status 401, wanted 200', 'it was refused: status 401',
      "rule 'fault 1' did not act: it acts on question 2, and this is 1", 'caused by no request, wanted #1', 'it is not after #1', 'it came at +0s, wanted from +1s on',
    ]], [2, [
      'operation getInfo, wanted agentJoin', 'method GET, wanted PUT', 'path /api/v1/info, wanted /api/v1/agent', 'client 127.0.0.1:40002, wanted 10.0.0.1', 'via client, wanted peer',
      'no body.zoneName, wanted "zone1"; no body.masterPassword, wanted "***"; no body.home, wanted {"path":"/x"}', "no rule acted, wanted 'fault 1'",
      'caused by no request, wanted #1', 'it came at +0s, wanted from +1s on',
    ]]])
  })

  test('what has nothing of what was meant is not near', () => {
    expect(verified(new Story().request('/x'), { request: { operation: 'agentJoin', status: 500 } }).failures[0]!.nearest).toEqual([])
  })

  test('counts a question and its immediate repetition once, if it is asked to', () => {
    const story = new Story()
    for (const port of [1, 2, 3]) story.post('/api/v1/agent/join', 'agentJoin', {}, { client: `127.0.0.1:${port}`, status: port === 2 ? 200 : 400 })
    story.post('/api/v1/agent/join', 'agentJoin', {}, { client: '10.0.0.1:1' }).request('/other').post('/api/v1/agent/join', 'agentJoin', {})
    const request = { operation: 'agentJoin' }
    const failing = (expectation: object): string | undefined => verified(story, { request, ...expectation }).failures[0]?.got
    expect([
      failing({ count: 5 }), failing({ count: 4, by: 'questions' }), failing({ count: 3, by: 'questions' }),
      // The question counts whichever of its sends fits.
      verified(story, { request: { ...request, status: 200 }, count: 3, by: 'questions' }).ok,
    ]).toEqual([undefined, undefined, '4 (5 sends): #1, #2, #3, #4, #6', true])
  })

  test('events: a DAG, a node, a process, an action', () => {
    const story = new Story()
      .node(1, 'Join to master', 'Be follower', 'RUNNING', 'b')
      .dag(1, 'Join to master', 'FAILED', { agent: 'b' })
      .process('b', 'stopped')
      .action({ do: 'partition', groups: [['a'], ['b']] })
    const expectations = [
      { event: { dag: 'Join*', node: 'Be follower', agent: 'b', state: 'RUNNING' }, count: 1 },
      { event: { dag: 'Join to master', state: 'FAILED' }, count: 1 },
      { event: { process: 'stopped', agent: '10.10.10.2:2886' } },
      { event: { action: 'partition' } },
      { event: { dag: 'Join to master', state: 'RUNNING' }, never: true },
    ]
    expect(verified(story, { expect: expectations })).toEqual(well)
    expect(verified(story, { event: { dag: 'Join to master', state: 'SUCCEED', agent: 'a' } }).failures).toEqual([{
      name: 'expectation 1', expected: "'Join to master' at a is SUCCEED, at least once", got: 'none',
      nearest: [{ seq: 2, what: "#2 +0s b: DAG 1 'Join to master' is made: FAILED", lacks: ['state FAILED, wanted SUCCEED', 'agent b, wanted a'] }], note: null,
    }])
  })

  test('what comes after something that has not happened fails, never too', () => {
    const expectation = { request: { operation: 'operateDag' }, never: true, after: { dag: 'Joni self', state: 'FAILED' } }
    expect(verified(rolledBack(), expectation).failures).toEqual([{
      name: 'expectation 1', expected: "operateDag, never, after 'Joni self' is FAILED", got: "nothing to come after: 'Joni self' is FAILED has not happened",
      nearest: [{ seq: 3, what: "#3 +0s a: DAG 1 'Join self' RUNNING → FAILED", lacks: ["DAG 'Join self', wanted 'Joni self'"] }], note: null,
    }])
  })

  test('after a request, counted from the last one before', () => {
    const story = new Story().request('/info').wait(9 * micros.s).request('/info').wait(micros.s).request('/x')
    expect(verified(story, { request: { path: '/x' }, after: { path: '/info' }, within: '1s' })).toEqual(well)
  })

  test('an order, whatever lies between', () => {
    const rollback = { operation: 'operateDag', body: { operator: 'ROLLBACK' } }
    const retry = { request: { operation: 'operateDag', body: { operator: 'RETRY' } } }
    const failed = { event: { dag: 'Join self', state: 'FAILED' } }
    expect(verified(rolledBack(), { order: [failed, rollback, retry, rollback], within: '10s' })).toEqual(well)
    expect(verified(rolledBack(), { order: [retry, failed] }).failures).toEqual([{
      name: 'expectation 1', expected: "1) operateDag with {\"operator\":\"RETRY\"}, then 2) 'Join self' is FAILED", got: '#5, then no 2)',
      nearest: [
        { seq: 3, what: "#3 +0s a: DAG 1 'Join self' RUNNING → FAILED", lacks: ['it came before step 1 (#5)'] },
        { seq: 2, what: "#2 +0s a: DAG 1 'Join self' is made: READY", lacks: ['state READY, wanted FAILED'] },
      ],
      note: null,
    }])
  })

  test('an order within a time: the quickest way through counts', () => {
    const story = new Story().request('/a').wait(9 * micros.s).request('/a').wait(micros.s).request('/b').wait(micros.s).request('/b')
    const order = [{ path: '/a' }, { path: '/b' }]
    expect(verified(story, { order, within: '1s' })).toEqual(well)
    expect(verified(story, { order, within: '500ms' }).failures).toEqual([{
      name: 'expectation 1', expected: '1) /a, then 2) /b, within 500ms', got: '#2, #3: that took 1s', nearest: [{ seq: 3, what: '#3 +10s 127.0.0.1:40003 → a: GET /b 200', lacks: [] }], note: null,
    }])
  })

  test('says when it is not certain, for the journal has lost what might have counted', () => {
    const story = new Story({ entries: 2, bytes: 1_000, events: 1 })
    for (const path of ['/1', '/2', '/3']) story.request(path)
    story.dag(1, 'x', 'READY').dag(2, 'y', 'READY')
    const lost = '1 requests have gone from the journal, which keeps 2 of them and 1000 bytes: what has gone is not counted'
    const lostEvents = '1 events have gone from the journal, which keeps 1: what has gone is not counted'
    expect(verified(story, [
      { name: 'none of those that are kept', request: { path: '/9' }, never: true },
      { name: 'certain', request: { path: '/2' } },
      { name: 'certain, too', request: { path: '/1', after: 1 }, never: true },
      { name: 'too many', request: { path: '/*' }, count: 1 },
      { name: 'too few', request: { path: '/1' } },
      { name: 'no such event', event: { dag: 'x' } },
      { name: 'no order', order: [{ dag: 'x' }, { path: '/3' }] },
    ])).toMatchObject({
      failures: [
        { name: 'too many', got: '2: #2, #3', note: null }, { name: 'too few', got: 'none', note: lost }, { name: 'no such event', note: lostEvents },
        { name: 'no order', got: 'no 1)', note: `${lostEvents.split(':')[0]}; ${lost}` },
      ],
      notes: [`none of those that are kept: ${lost}`],
    })
  })

  test('failures are told to people', () => {
    const failing = verified(rolledBack(), [{ request: { operation: 'operateDag', status: 200, body: { operator: 'RETRY' } }, count: 2 }])
    expect(formatVerification(failing)).toBe([
      'expectation 1: expected operateDag with {"operator":"RETRY"} answered 200, 2 times',
      '  got one: #5',
      `  nearest #4 +3s 127.0.0.1:40004 → a: POST ${dagTarget} (operateDag) 200`,
      '            body.operator is "ROLLBACK", wanted "RETRY"',
      `          #6 +10s 127.0.0.1:40006 → a: POST ${dagTarget} (operateDag) 400 Agent.UnderMaintenance: it is not FAILED`,
      '            body.operator is "ROLLBACK", wanted "RETRY"; status 400, wanted 200',
      `          #1 +0s 127.0.0.1:40001 → a: POST ${dagTarget} (operateDag) 400`,
      '            body.operator is "ROLLBACK", wanted "RETRY"; status 400, wanted 200',
    ].join('\n'))
  })
})
