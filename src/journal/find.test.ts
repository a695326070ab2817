import { describe, expect, test } from 'vitest'
import { micros } from '../clock/index.ts'
import { find } from './find.ts'
import type { RequestQuery } from './query.ts'
import { idOfA, Story } from './testing/story.ts'

const join = { agentInfo: { ip: '10.10.10.1', port: 2886 }, zoneName: 'zone1', masterPassword: 'wrong', rs: [1, 2] }

const { journal } = new Story()
  .request('/api/v1/info', { operation: 'getInfo' })
  .post('/api/v1/agent/join', 'agentJoin', join, { agent: 'b', client: '[::1]:4711', status: 500, errCode: 'Agent.RPC.RequestError', why: 'the master has an agent password' })
  .request('/rpc/v1/agent/token', { via: 'peer', client: 'b', cause: 2, method: 'POST', operation: 'rpcAgentToken', status: 401 })
  .wait(3 * micros.s)
  .poll(1)
  .request('/api/v1/status', { via: 'forward', client: 'b' })
  .request('/api/v1/ob/info', { via: 'manual', client: 'b' })
  .request('/api/v1/status', { client: 'scenario' })
  .post('/api/v1/agent/join', 'agentJoin', {}, { status: 0, rule: { id: 'fault 1', effect: 'drops: reset' } })

function seqs(query: RequestQuery): number[] {
  return find(journal, query).map(({ seq }) => seq)
}

describe('find', () => {
  test.each<[string, RequestQuery, number[]]>([
    ['what clients sent themselves, where nothing is said', {}, [1, 2, 4, 8]],
    ['what anybody sent', { via: 'any' }, [1, 2, 3, 4, 5, 6, 7, 8]],
    ['what clients sent, the scenario among them', { via: 'client' }, [1, 2, 4, 7, 8]],
    ['what the scenario asked', { client: 'scenario' }, [7]],
    ['what agents asked', { via: 'peer' }, [3]],
    ['all that was handed on', { via: 'forward' }, [5, 6]],
    ['what was handed on by hand', { via: 'manual' }, [6]],
    ['an operation', { operation: 'agentJoin' }, [2, 8]],
    ['an agent', { agent: 'b' }, [2]],
    ['a method', { method: 'POST' }, [2, 8]],
    ['a path without its query', { path: `/api/v1/task/dag/${idOfA(1)}` }, [4]],
    ['a path with its query', { path: '/api/v1/task/*?show_details=True' }, [4]],
    ['a pattern', { path: '/api/*/join' }, [2, 8]],
    ['a status', { status: 500 }, [2]],
    ['a hundred', { status: '4xx', via: 'any' }, [3]],
    ['what was dropped', { status: 0 }, [8]],
    ['an errCode', { errCode: 'Agent.RPC.RequestError' }, [2]],
    ['what was refused or dropped', { refused: true }, [2, 8]],
    ['what was not', { refused: false }, [1, 4]],
    ['a client by its host', { client: '::1' }, [2]],
    ['a client by host and port', { client: '[::1]:4711' }, [2]],
    ['an agent that asks', { client: 'b', via: 'any' }, [3, 5, 6]],
    ['a rule that acted', { rule: 'fault 1' }, [8]],
    ['a part of a body', { body: { masterPassword: 'wrong', agentInfo: { port: 2886 } } }, [2]],
    ['keys of a body in any case', { body: { AgentInfo: {} } }, [2]],
    ['a whole list in a body', { body: { rs: [1, 2] } }, [2]],
    ['no part of a list', { body: { rs: [1] } }, []],
    ['no body', { body: {}, operation: 'getInfo' }, [1]],
    ['what a request caused', { cause: 2, via: 'any' }, [3]],
    ['what comes after a place', { after: 2 }, [4, 8]],
    ['what comes from an instant on', { since: 1_000_003 * micros.s }, [4, 8]],
    ['what comes before an instant', { until: 1_000_003 * micros.s }, [1, 2]],
    ['the last ones', { limit: 2 }, [4, 8]],
    ['the first ones after a place', { after: 1, limit: 2 }, [2, 4]],
    ['all, where the limit is not reached', { limit: 9 }, [1, 2, 4, 8]],
  ])('%s', (_, query, expected) => {
    expect(seqs(query)).toEqual(expected)
  })
})
