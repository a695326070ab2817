import { z } from 'zod'
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

const duration = checked((text) => (parseDuration(text) === null ? null : {}), (text) => `'${text}' is not a duration: write it like 500ms, 5s or 1h30m`)
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
  zone: z.string().min(1).optional(),
  agentPassword: z.string().min(1).optional(),
  master: z.string().optional(),
})

const name = z.string().min(1).optional()

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
})

export type ScenarioDocument = z.infer<typeof scenarioDocument>
export type AgentDocument = z.infer<typeof agent> & { name?: string | undefined }

/** The keys that may stand at a path, for suggestions. */
export function keysAt(path: readonly PropertyKey[]): string[] {
  if (path.length === 0) return Object.keys(scenarioDocument.shape)
  switch (path[0]) {
    case 'clock': return ['mode', 'start']
    case 'auth': return ['clock', 'skew']
    case 'agents': return path.length === 2 ? Object.keys(agent.shape) : path[2] === 'observer' && path.length === 3 ? ['version', 'start'] : ['exits', 'prints']
    default: return []
  }
}
