import * as z from 'zod/mini'
import { agentName, chance, count, filled, key, length, matching, times, whole } from './document-words.ts'
import { event, failureShape, name } from './document-work.ts'

export const requestCondition = z.strictObject({
  operation: key(z.string(), 'an operationId of [openapi.yaml](../openapi.yaml), as the log shows it', { values: 'an operation', json: { suggest: 'operation' } }),
  method: key(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']), 'the method'),
  path: key(matching(/^[/*]/, 'write it from its first /, such as /api/v1/task/*'), 'the raw target without its query', {
    values: 'a path; `*` in it stands for any text',
  }),
  agent: key(agentName(), 'the agent that is asked', { values: 'an agent' }),
  via: key(z.enum(['client', 'forward', 'peer']), 'how it came: from a client, handed on by another agent, or as an agent\'s own question'),
  client: key(z.string(), 'who asks', { values: 'an IP address without port, or an agent' }),
  nth: key(count(), 'only that one of the requests which the rest of the condition fits', { values: 'a whole number from 1' }),
  every: key(count(), 'every second, third … of them', { values: 'a whole number from 1' }),
  probability: key(chance(), 'so many of them, drawn from the seed', { values: '0 to 1, or such as `20%`' }),
  from: key(length(), 'from so long after the world was ready', { standard: '`0s`' }),
  to: key(length(), 'up to (not at) so long after the world was ready', { standard: 'for ever' }),
  for: key(length(), 'for so long, from `from` or `after` on', { standard: 'for ever' }),
  after: key(event(), 'from when this happens, and again when it happens again', { values: '`{ dag, node, agent, state }`, `{ agent, process }`' }),
})

const reply = z.strictObject({
  ...failureShape,
  status: key(whole(200, 599), 'or: any status, as something in between would answer', { values: '200 to 599' }),
  body: key(z.unknown(), 'with this body; a map or a list is written as JSON', { values: 'a text, a map, a list', standard: 'nothing' }),
  headers: key(z.record(
    matching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'that is no name of a header'),
    z.union([matching(/^[\t\x20-\x7e\x80-\xff]*$/, 'a header holds one line of text'), z.number()]),
  ), 'and these headers', {
    values: 'a map', standard: '`Content-Type: application/json`',
  }),
})

/** The ways in which a connection can go wrong that are one word. */
export const dropWords = ['refuse', 'reset', 'hang', 'truncate', 'garbage', 'slow'] as const

/** What has to be there together is judged in `resolve-requests.ts`, so that a rule which is wrong in one place is still looked at in the others. */
export const requestRule = z.strictObject({
  name: name(),
  when: key(requestCondition, 'which requests', { values: 'a map', standard: 'all' }),
  times: key(times(), 'how often it acts at most', { values: 'a whole number from 1, `always`', standard: '`always`' }),
  count: key(z.enum(['questions', 'sends']), 'what `nth`, `every` and `times` count ([below](#questions-and-sends))', { standard: '`questions`' }),
  reply: key(reply, 'the agent does nothing, and this is the answer', { values: '`{ errCode, args, message }`, `{ status, body, headers }`' }),
  edit: key(z.strictObject({
    set: key(z.record(filled('an empty name is none'), z.unknown()), 'fields to set, by their paths such as `data.agents.0.version`', { values: 'a map' }),
    remove: key(z.array(filled('an empty name is none')), 'fields to remove', { values: 'a list of paths' }),
  }), 'the agent\'s answer with fields changed', { values: '`{ set, remove }`' }),
  delay: key(length(), 'the agent acts at once, and its answer comes so much later'),
  drop: key(z.union([
    z.enum(dropWords),
    z.strictObject({
      'reset-after': key(whole(0), 'so many bytes of the answer come, then a reset', { values: 'bytes' }),
      slow: key(count(), 'the answer comes at so many bytes a second', { values: 'bytes a second', standard: '64' }),
    }),
  ]), 'the connection goes wrong ([below](#drops))', { values: `${dropWords.map((word) => `\`${word}\``).join(', ')}, \`{ reset-after: 120 }\`, \`{ slow: 64 }\`` }),
  virtual: key(z.boolean(), 'with `delay` and `drop: hang`: in the world\'s time, not in real time', { standard: 'false' }),
})

export type RequestRuleDocument = z.infer<typeof requestRule>
export type RequestConditionDocument = z.infer<typeof requestCondition>
export type ReplyDocument = z.infer<typeof reply>
