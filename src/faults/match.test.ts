import { describe, expect, test } from 'vitest'
import { directiveFor, effectOn, noFaultMemory, type RequestRule, type SeenRequest } from './index.ts'

const refuse = (when: RequestRule['when'], errCode: string, count: RequestRule['count'] = 'questions'): RequestRule =>
  ({ when, count, effect: { kind: 'reply', failure: { kind: 'coded', errCode, args: [] } } })
const join: SeenRequest = { operation: 'agentJoin', agent: 'a', client: '127.0.0.1', identity: 'POST /api/v1/agent/join' }
const info: SeenRequest = { operation: 'getInfo', agent: 'a', client: '127.0.0.1', identity: 'GET /api/v1/info' }

function play(rules: readonly RequestRule[], requests: readonly SeenRequest[]): (string | null)[] {
  const memory = noFaultMemory()
  return requests.map((request) => {
    const effect = effectOn(rules, memory, request)
    return effect?.kind === 'reply' && effect.failure.kind === 'coded' ? effect.failure.errCode : null
  })
}

describe('rules for requests', () => {
  test('match on operation and agent, the first wins', () => {
    expect(play([refuse({ operation: 'agentJoin', agent: 'b' }, 'B'), refuse({ operation: 'agentJoin' }, 'ANY')], [join, { ...join, agent: 'b' }, info])).toEqual(['ANY', 'B', null])
  })

  test('count questions: an immediate repetition by the same client belongs to its question', () => {
    const rules = [refuse({ operation: 'agentJoin', nth: 1 }, 'FIRST')]
    expect(play(rules, [join, join, info, join])).toEqual(['FIRST', 'FIRST', null, null])
    expect(play(rules, [join, join, join])).toEqual(['FIRST', 'FIRST', null])
    expect(play(rules, [join, { ...join, client: '127.0.0.2' }])).toEqual(['FIRST', null])
  })

  test('or count sends', () => {
    expect(play([refuse({ operation: 'agentJoin', nth: 2 }, 'SECOND', 'sends')], [join, join, join])).toEqual([null, 'SECOND', null])
  })

  test('every rule that fits counts, also when an earlier one acts', () => {
    expect(play([refuse({ nth: 1 }, 'ONE'), refuse({ nth: 2 }, 'TWO')], [join, info, join])).toEqual(['ONE', 'TWO', null])
  })
})

describe('rules for tasks', () => {
  test('match on dag, node, agent and attempt, the first wins', () => {
    const rules = [
      { when: { dag: 'Join to master', node: 'Be follower', attempt: 1 }, directive: { takes: 5 } },
      { when: { agent: 'b' }, directive: { never: true as const } },
    ]
    const run = { dag: 'Join to master', node: 'Be follower', attempt: 1 }
    expect([directiveFor(rules, 'b', run), directiveFor(rules, 'b', { ...run, attempt: 2 }), directiveFor(rules, 'c', { ...run, node: 'x' })])
      .toEqual([{ takes: 5 }, { never: true }, null])
  })
})
