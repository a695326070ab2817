import * as z from 'zod'
import { createZone, parseDuration, parseMode } from '../clock/index.ts'
import { parseVersion } from '../cluster/index.ts'
import { parseTime } from '../protocol/index.ts'

/** A text that a reader of ours takes; what the reader says of others is the message. */
function checked(read: (text: string) => unknown, complain: (text: string) => string): z.ZodString {
  return z.string().superRefine((text, context) => {
    const result = read(text)
    if (result === null || result === undefined) context.addIssue({ code: 'custom', message: complain(text) })
    else if (typeof result === 'string') context.addIssue({ code: 'custom', message: result })
  })
}

/** What a reader returns when it returns a sentence for a fault. */
const spoken = (read: (text: string) => unknown) => checked((text) => read(text), () => '')

/** A number without a unit is a slip of the keyboard: it is judged as the text that it is. */
const asText = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value)

const duration = z.preprocess(asText, checked((text) => (parseDuration(text) === null ? null : {}), (text) => `'${text}' is not a duration: write it like 500ms, 5s or 1h30m`))
/** How long something takes. */
const length = z.preprocess(asText, checked((text) => ((parseDuration(text) ?? -1) < 0 ? null : {}), (text) => `'${text}' is not a length of time: write it like 500ms, 5s or 1h30m`))
const instant = checked((text) => (parseTime(text) === null ? null : {}), (text) => `'${text}' is not an instant: write it like 2024-01-09T11:06:25+08:00`)
const port = /^(?:\[[0-9a-fA-F:.]+\]|[^:[\]\s]+):\d{1,5}$/

/** `host:port`, the port from `leastPort` to 65535. */
function isPlace(text: string, leastPort: 0 | 1): boolean {
  const number = Number(text.slice(text.lastIndexOf(':') + 1))
  return port.test(text) && number <= 65535 && number >= leastPort
}

const place = checked((text) => (isPlace(text, 1) ? {} : null), (text) => `'${text}' is not an address: write it like 127.0.0.1:2886, with a port from 1 to 65535`)

/** Where an agent listens: an address, or `unix:` and a path. */
const listenPlace = checked((text) => (isPlace(text, 0) || /^unix:[^\0]+$/.test(text) ? {} : null), (text) =>
  `'${text}' is no place to listen at: write an address like 127.0.0.1:2886, with a port from 0 to 65535, or a socket like unix:run/obshell.sock`)

const observer = z.strictObject({
  version: z.string().regex(/^(?:none|\d+\.\d+\.\d+\.\d+-\d+)$/, 'write an observer version like 4.2.1.0-100000102023092807, or none').optional(),
  start: z.union([
    z.enum(['ok', 'hangs']),
    z.strictObject({ exits: z.number().int().min(0).max(255), prints: z.string().default('') }),
  ]).optional(),
})

const agent = z.strictObject({
  address: place,
  listen: z.union([listenPlace, z.array(listenPlace).min(1)]).optional(),
  sockets: z.boolean().optional(),
  aliases: z.array(place).optional(),
  obshell: spoken(parseVersion).optional(),
  home: z.string().startsWith('/', 'write the home as an absolute path').optional(),
  observer: observer.optional(),
  identity: z.enum(['SINGLE', 'MASTER', 'FOLLOWER']).optional(),
  zone: z.string().min(1, 'an empty zone is none; leave the key out').optional(),
  agentPassword: z.string().min(1, 'an empty password is none; leave the key out').optional(),
  master: z.string().optional(),
})

const name = z.string().min(1).optional()

/** An error of the agent's catalogue, with the arguments of its template or with a text of its own; or a plain text. */
const failure = z.strictObject({
  errCode: z.string().optional(),
  args: z.array(z.union([z.string(), z.number()])).optional(),
  message: z.string().optional(),
})

/** What has to be there together is judged in `rules.ts`, so that a rule which is wrong in one place is still looked at in the others. */
const whole = z.number().int().min(1)

const taskRule = z.strictObject({
  when: z.strictObject({ dag: z.string().optional(), node: z.string().optional(), agent: z.string().optional(), attempt: whole.optional() }).optional(),
  takes: length.optional(),
  fails: failure.optional(),
  holds: z.boolean().optional(),
  never: z.boolean().optional(),
})

const reply = failure.extend({ status: z.number().int().min(200).max(599).optional(), body: z.string().optional() })

const requestRule = z.strictObject({
  when: z.strictObject({ operation: z.string().optional(), agent: z.string().optional(), nth: whole.optional() }).optional(),
  reply: reply.optional(),
  delay: length.optional(),
  drop: z.enum(['reset', 'hang', 'truncate', 'garbage']).optional(),
  count: z.enum(['questions', 'sends']).optional(),
})

const call = z.strictObject({
  agent: z.string().optional(),
  call: z.string().optional(),
  params: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  until: z.enum(['SUCCEED', 'FAILED']).optional(),
})

/** What people write: DESIGN §9 as far as it is modelled; any other key is refused. */
export const scenarioDocument = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1, 'this release reads version 1'),
  description: z.string().optional(),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  obshell: spoken(parseVersion).optional(),
  clock: z.strictObject({ mode: spoken(parseMode).optional(), start: instant.optional() }).optional(),
  timezone: checked(createZone, (text) => `'${text}' is not a time zone: write an IANA name such as Asia/Shanghai, or an offset such as +08:00`).optional(),
  addressing: z.enum(['aliases', 'strict']).optional(),
  encryption: z.union([z.enum(['on', 'off']), z.boolean()]).optional(),
  auth: z.strictObject({ clock: z.enum(['real', 'virtual', 'ignore']).optional(), skew: duration.optional() }).optional(),
  agents: z.union([z.record(z.string(), agent), z.array(agent.extend({ name }))]).optional(),
  setup: z.array(call).optional(),
  tasks: z.array(taskRule).optional(),
  faults: z.array(requestRule).optional(),
})

export type ScenarioDocument = z.infer<typeof scenarioDocument>
export type FailureDocument = z.infer<typeof failure>
export type TaskRuleDocument = z.infer<typeof taskRule>
export type RequestRuleDocument = z.infer<typeof requestRule>
export type CallDocument = z.infer<typeof call>
export type AgentDocument = z.infer<typeof agent> & { name?: string | undefined }

/** The keys that may stand at a path, for suggestions. */
export function keysAt(path: readonly PropertyKey[]): string[] {
  const places = path.filter((step) => typeof step !== 'number').map(String)
  switch (places[0]) {
    case undefined: return Object.keys(scenarioDocument.shape)
    case 'clock': return ['mode', 'start']
    case 'auth': return ['clock', 'skew']
    case 'agents': {
      const inAgent = typeof path[1] === 'number' ? places.slice(1) : places.slice(2)
      return inAgent.length === 0 ? Object.keys(agent.shape) : inAgent.length === 1 ? ['version', 'start'] : ['exits', 'prints']
    }
    case 'setup': return Object.keys(call.shape)
    case 'tasks': return places[1] === 'when' ? ['dag', 'node', 'agent', 'attempt'] : places[1] === 'fails' ? ['errCode', 'args', 'message'] : ['when', 'takes', 'fails', 'holds', 'never']
    case 'faults': return places[1] === 'when' ? ['operation', 'agent', 'nth'] : places[1] === 'reply' ? ['errCode', 'args', 'message', 'status', 'body'] : ['when', 'reply', 'delay', 'drop', 'count']
    default: return []
  }
}
