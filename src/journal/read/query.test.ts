import { describe, expect, test } from 'vitest'
import { micros } from '../../clock/index.ts'
import { words } from '../testing/story.ts'
import { readQuery } from './query.ts'

describe('a query', () => {
  test('is read from JSON, agents by name or address', () => {
    const json = {
      operation: 'agentJoin', agent: '10.10.10.2:2886', method: 'post', path: '/api/*', status: '4xx', errCode: 'Agent.UnderMaintenance', via: 'any', client: '127.0.0.1',
      refused: true, rule: 'fault 1', body: { zoneName: null }, cause: 3, after: 0, since: '+1s', until: '+2s', limit: 5,
    }
    expect(readQuery(json, words)).toEqual({
      ok: true, value: { ...json, agent: 'b', method: 'POST', since: 1_000_001 * micros.s, until: 1_000_002 * micros.s },
    })
  })

  test('is read from the parameters of a URL', () => {
    const parameters = new URLSearchParams('operation=agentJoin&status=404&refused=true&after=12&limit=5&body={"zoneName":"zone1"}&via=any')
    expect(readQuery(parameters, words)).toEqual({
      ok: true, value: { operation: 'agentJoin', status: 404, refused: true, after: 12, limit: 5, body: { zoneName: 'zone1' }, via: 'any' },
    })
  })

  test('is empty where nothing is asked for', () => {
    expect([readQuery({}, words), readQuery(new URLSearchParams(''), words)]).toEqual([{ ok: true, value: {} }, { ok: true, value: {} }])
  })

  test('is told all that is wrong with it', () => {
    const json = {
      operation: 'agentjoin', agent: 'c', method: 7, path: 'api', status: 999, errCode: 'Agent.Nothing', via: 'peers', client: '', refused: 1, rule: {}, body: { a: undefined },
      cause: 0, after: -1, since: 'now', until: 5, limit: 0, stauts: 200,
    }
    expect(readQuery(json, words)).toEqual({
      ok: false,
      problems: [
        { at: 'stauts', message: "unknown key 'stauts'; did you mean 'status'?" },
        { at: 'operation', message: "no operation is called 'agentjoin'; did you mean 'agentJoin'?" },
        { at: 'agent', message: "no agent is called or at 'c'; known here: a, b" },
        { at: 'method', message: 'method must be a text, not 7' },
        { at: 'path', message: 'a path begins with / or *, not as "api" does' },
        { at: 'status', message: 'status must be a status such as 404, "4xx" or, of what was dropped, 0, not 999' },
        { at: 'errCode', message: "the agent has no error 'Agent.Nothing'; did you mean 'Agent.UnderMaintenance'?" },
        { at: 'via', message: "'peers' is not known here; did you mean 'peer'?" },
        { at: 'client', message: 'client must be a text, not ""' },
        { at: 'refused', message: 'refused must be true or false, not 1' },
        { at: 'rule', message: 'rule must be a text, not a map' },
        { at: 'body.a', message: 'a is no JSON: nothing' },
        { at: 'cause', message: 'cause must be a whole number from 1 on, not 0' },
        { at: 'after', message: 'after must be a whole number from 0 on, not -1' },
        { at: 'since', message: 'since must be an instant such as "2024-01-09T11:06:25+08:00", not "now"' },
        { at: 'until', message: 'until must be an instant such as "2024-01-09T11:06:25+08:00", not 5' },
        { at: 'limit', message: 'limit must be a whole number from 1 on, not 0' },
      ],
    })
  })

  test('of a URL is told what is wrong with its texts', () => {
    expect(readQuery(new URLSearchParams('after=x&refused=yes&body={&after=1&__proto__=1'), words)).toEqual({
      ok: false,
      problems: [
        { at: 'body', message: 'body must be JSON, not "{"' },
        { at: 'after', message: 'after is given more than once' },
        { at: '__proto__', message: expect.stringMatching(/^unknown key '__proto__'/) as string },
        { at: 'refused', message: 'refused must be true or false, not "yes"' },
      ],
    })
  })

  test('is no list and no text', () => {
    const message = (what: string): unknown => ({ ok: false, problems: [{ at: '', message: `this must be a map such as {"operation":"agentJoin","status":"4xx"}, not ${what}` }] })
    expect([[], 'x', null].map((input) => readQuery(input, words))).toEqual([message('a list'), message('"x"'), message('null')])
  })

  test('with a body that has no end is refused', () => {
    const body: Record<string, unknown> = {}
    body['a'] = body
    expect(readQuery({ body }, words)).toMatchObject({ ok: false, problems: [{ message: 'a is nested deeper than 64 levels' }] })
  })
})
