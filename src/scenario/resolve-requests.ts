import { isIP } from 'node:net'
import type { Drop, RequestCondition, RequestEffect, RequestRule, Window } from '../faults/index.ts'
import { warnOfAnswer, warnOfDelay } from './answer-warnings.ts'
import type { ReplyDocument, RequestConditionDocument, RequestRuleDocument } from './document-requests.ts'
import { parseChance } from './measures.ts'
import type { Names } from './names.ts'
import type { Path } from './problem.ts'
import { durationOf, eventCondition, taskFailure, timesOf } from './resolve-work.ts'

const effects = ['reply', 'edit', 'delay', 'drop'] as const

/** So many bytes a second come from a slow agent: a small answer takes some seconds. */
const slowBytes = 64

/** A rule for requests. @param id its name where it has none */
export function resolveRequestRule(rule: RequestRuleDocument, id: string, path: Path, names: Names): RequestRule {
  const said = effects.filter((effect) => rule[effect] !== undefined)
  if (said.length !== 1) {
    names.wrong(path, said.length === 0 ? 'say what becomes of the request: reply, edit, delay or drop' : `say one thing of the request, not ${said.join(' and ')}`)
  }
  if (rule.virtual !== undefined && rule.delay === undefined && rule.drop !== 'hang') {
    names.wrong([...path, 'virtual'], 'only delay and drop: hang know two kinds of time', 'WRONG_VALUE', true)
  }
  return {
    id: rule.name ?? id,
    when: requestCondition(rule.when ?? {}, [...path, 'when'], names),
    effect: effectOf(rule, path, names),
    times: timesOf(rule.times),
    count: rule.count ?? 'questions',
  }
}

function requestCondition(when: RequestConditionDocument, path: Path, names: Names): RequestCondition {
  const { operation, method, agent, via, client, nth, every, probability } = when
  if (operation !== undefined) names.isOperation(operation, [...path, 'operation'])
  const window = windowOf(when, path, names)
  return {
    ...(operation !== undefined && { operation }),
    ...(method !== undefined && { method }),
    ...(when.path !== undefined && { path: when.path }),
    ...(agent !== undefined && { agent: names.agent(agent, [...path, 'agent']) }),
    ...(via !== undefined && { via }),
    ...(client !== undefined && { client: clientOf(client, [...path, 'client'], names) }),
    ...(nth !== undefined && { nth }),
    ...(every !== undefined && { every }),
    ...(probability !== undefined && { chance: parseChance(String(probability))! }),
    ...(window !== null && { window }),
  }
}

/** An agent, or the address of a client. */
function clientOf(text: string, path: Path, names: Names): string {
  const agent = names.agentOrNull(text)
  if (agent !== null) return agent
  const bare = text.replace(/^\[(.*)\]$/, '$1')
  if (isIP(bare) > 0) return bare
  if (/^(?:\d+\.){3}\d+:\d+$|^\[.*\]:\d+$/.test(text)) {
    names.wrong(path, `'${text}' names a port, and a client has another for each connection: write its address alone, or an agent`)
  } else names.agent(text, path)
  return text
}

function windowOf({ from, to, for: length, after }: RequestConditionDocument, path: Path, names: Names): Window | null {
  if (after !== undefined) {
    for (const [key, value] of Object.entries({ from, to })) {
      if (value === undefined) continue
      names.wrong([...path, key], `'after' opens the window when something has happened: say with 'for' how long it lasts, and leave '${key}' out`, 'WRONG_VALUE', true)
    }
    return { kind: 'after', event: eventCondition(after, [...path, 'after'], names), for: length === undefined ? null : durationOf(length) }
  }
  if (to !== undefined && length !== undefined) {
    names.wrong([...path, 'for'], "say with 'to' when the window ends, or with 'for' how long it lasts, not both", 'WRONG_VALUE', true)
  }
  if (from === undefined && to === undefined && length === undefined) return null
  const begin = from === undefined ? 0 : durationOf(from)
  return { kind: 'time', from: begin, to: to !== undefined ? durationOf(to) : length === undefined ? null : begin + durationOf(length) }
}

function effectOf(rule: RequestRuleDocument, path: Path, names: Names): RequestEffect {
  const { reply, edit, delay, drop, virtual = false } = rule
  if (edit !== undefined) {
    const { set = {}, remove = [] } = edit
    if (Object.keys(set).length === 0 && remove.length === 0) names.wrong([...path, 'edit'], 'say which fields: set, remove or both')
    return { kind: 'edit', set: Object.entries(set), remove }
  }
  if (delay !== undefined) {
    // What agents wait for is in the world's time anyhow.
    const isVirtual = virtual || rule.when?.via === 'peer' || rule.when?.via === 'forward'
    warnOfDelay(durationOf(delay), isVirtual, delay, [...path, 'delay'], names)
    return { kind: 'delay', delay: durationOf(delay), virtual }
  }
  if (drop !== undefined) return { kind: 'drop', drop: dropOf(drop, virtual, [...path, 'drop'], names) }
  // It has been told that something is wanting.
  if (reply === undefined) return { kind: 'answer', status: 500, headers: [], body: '' }
  return replyOf(reply, [...path, 'reply'], names)
}

function dropOf(drop: NonNullable<RequestRuleDocument['drop']>, virtual: boolean, path: Path, names: Names): Drop {
  if (typeof drop === 'object') {
    const { slow, 'reset-after': bytes } = drop
    if ((slow === undefined) === (bytes === undefined)) names.wrong(path, 'say one of reset-after and slow')
    return bytes !== undefined ? { how: 'reset-after', bytes } : { how: 'slow', bytesPerSecond: slow ?? slowBytes }
  }
  if (drop === 'hang') return { how: drop, virtual }
  return drop === 'slow' ? { how: drop, bytesPerSecond: slowBytes } : { how: drop }
}

function replyOf({ status, body, headers = {}, ...failure }: ReplyDocument, path: Path, names: Names): RequestEffect {
  if (status === undefined && body === undefined && Object.keys(headers).length === 0) return { kind: 'reply', failure: taskFailure(failure, path, names) }
  if (status === undefined) names.missing(path, 'status')
  if (Object.keys(failure).length > 0) names.wrong(path, 'reply with an error (errCode, args, message) or with a status, a body and headers, not with both')
  const given = Object.entries(headers).map(([name, value]) => [name, String(value)] as const)
  const hasType = given.some(([name]) => name.toLowerCase() === 'content-type')
  const answer = {
    kind: 'answer' as const, status: status ?? 500, headers: hasType ? given : [['Content-Type', 'application/json'] as const, ...given],
    body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
  }
  warnOfAnswer(answer, path, names)
  return answer
}

