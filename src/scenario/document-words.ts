import * as z from 'zod/mini'
import { createZone, parseDuration, parseMode } from '../clock/index.ts'
import { parseVersion } from '../cluster/index.ts'
import { parseTime } from '../protocol/index.ts'
import { parseBytes, parseChance, parseRange } from './measures.ts'

/** What the schema of a key does not say by itself: for the reference, the JSON Schema, and messages. */
export interface Words {
  /** What it is, as a sentence without its full stop. */
  readonly what: string
  /** What may stand there, where the type does not say it well. */
  readonly values?: string
  /** What holds without it. */
  readonly standard?: string
  /** What a JSON Schema says of a text that a reader of ours takes. */
  readonly json?: Readonly<Record<string, unknown>>
  /** What a JSON Schema calls it, where it stands in several places. */
  readonly id?: string
}

/** The words of each schema. Beside zod's own registry, so that nobody else's schemas are in it and no schema is copied for it. */
export const words = z.registry<Words>()

/** A key that may be left out. */
export function key<T extends z.ZodMiniType>(schema: T, what: string, more: Omit<Words, 'what'> = {}): z.ZodMiniOptional<T> {
  return said(z.optional(schema), { what, ...more })
}

/** A key that has to be there. */
export function need<T extends z.ZodMiniType>(schema: T, what: string, more: Omit<Words, 'what'> = {}): T {
  return said(schema, { what, ...more })
}

/** Says something of a schema, beside what has been said of it. */
export function said<T extends z.ZodMiniType>(schema: T, text: Partial<Words>): T {
  words.add(schema as z.ZodMiniType, { what: '', ...words.get(schema as z.ZodMiniType), ...text })
  return schema
}

/**
 * A text that a reader of ours takes. A number without a unit is a slip of the keyboard: it is judged as the text that it is.
 *
 * @param judge a sentence about what is wrong with a text, or null
 */
function written(judge: (text: string) => string | null, values: string, json: Words['json'] = {}): z.ZodMiniType<string> {
  return said(z.custom<string>((value) => typeof value === 'string' && judge(value) === null, {
    error: ({ input }) => judge(textOf(input)) ?? `write ${values}`,
  }), { values, json: { type: 'string', ...json } })
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

/** As `written`, for readers that give null for what they do not take. */
const taken = (read: (text: string) => unknown, complain: (text: string) => string, values: string, json?: Words['json']): z.ZodMiniType<string> =>
  written((text) => (read(text) === null ? complain(text) : null), values, json)

/** As `written`, for readers that give a sentence for what they do not take. */
const spoken = (read: (text: string) => unknown, values: string, json?: Words['json']): z.ZodMiniType<string> => written((text) => {
  const result = read(text)
  return typeof result === 'string' ? result : null
}, values, json)

const durationPattern = '(?:\\d+(?:\\.\\d+)?(?:us|µs|ms|s|m|h|d))+'

/** A length of time, or with a minus one back. */
export const duration = (): z.ZodMiniType<string> => taken(parseDuration,
  (text) => `'${text}' is not a duration: write it like 500ms, 5s or 1h30m`, 'a duration, negative ones too', { pattern: `^-?${durationPattern}$`, examples: ['90s', '-90s'] })

/** How long something takes. */
export const length = (): z.ZodMiniType<string> => taken((text) => ((parseDuration(text) ?? -1) < 0 ? null : text),
  (text) => `'${text}' is not a length of time: write it like 500ms, 5s or 1h30m`, 'a duration', { pattern: `^${durationPattern}$`, examples: ['5s', '500ms', '1h30m'] })

/** A length of time above nothing. */
export const interval = (): z.ZodMiniType<string> => taken((text) => ((parseDuration(text) ?? 0) <= 0 ? null : text),
  (text) => `'${text}' is not a length of time above 0s: write it like 500ms, 5s or 1h30m`, 'a duration above 0s', { pattern: `^${durationPattern}$`, examples: ['10s'] })

/** Shortest and longest, in one text: `2s..10s`. A length alone is both. */
export const range = (): z.ZodMiniType<string> => taken((text) => parseRange(text),
  (text) => `'${text}' is not a length of time: write it like 500ms, 5s or 1h30m, or as a range like 2s..10s`, 'a duration, a range such as `2s..10s`',
  { pattern: `^${durationPattern}(?:\\.\\.${durationPattern})?$`, examples: ['40s', '2s..10s'] })

export const instant = (): z.ZodMiniType<string> => taken(parseTime,
  (text) => `'${text}' is not an instant: write it like 2024-01-09T11:06:25+08:00`, 'RFC 3339', { format: 'date-time', examples: ['2024-01-09T11:06:25+08:00'] })

/** An amount of bytes; a mere number is one, too. */
export const bytes = (): z.ZodMiniType<string | number> => said(z.custom<string | number>((value) => isTextOrNumber(value) && parseBytes(String(value)) !== null, {
  error: ({ input }) => `'${textOf(input)}' is no amount of bytes: write it like 16MiB, 512KiB or 4096`,
}), { values: 'bytes: a number, `KiB`, `MiB` or `GiB` behind it', json: { type: ['string', 'integer'], examples: ['16MiB'] } })

/** A part of all: 0.2, or 20%. */
export const chance = (): z.ZodMiniType<string | number> => said(z.custom<string | number>((value) => isTextOrNumber(value) && parseChance(String(value)) !== null, {
  error: ({ input }) => `'${textOf(input)}' is no probability: write it from 0 to 1, such as 0.2, or in percent, such as 20%`,
}), { values: '0 to 1, or such as `20%`', json: { type: ['string', 'number'], examples: [0.2, '20%'] } })

function isTextOrNumber(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number'
}

export const version = (): z.ZodMiniType<string> => spoken(parseVersion, '`4.5.0.0`, or with a release `4.5.0.0-2`', { examples: ['4.5.0.0-2'] })
export const mode = (): z.ZodMiniType<string> => spoken(parseMode, 'as `--clock` takes it ([clock.md](clock.md))', {
  examples: ['auto', 'manual', 'real', 'offset:1h', 'scaled:60', 'per-poll:1s'],
})
export const timezone = (): z.ZodMiniType<string> => taken(createZone,
  (text) => `'${text}' is not a time zone: write an IANA name such as Asia/Shanghai, or an offset such as +08:00`,
  'an IANA name, or an offset such as `+08:00`', { examples: ['UTC', 'Asia/Shanghai', '+08:00'] })

const address = /^(?:\[[0-9a-fA-F:.]+\]|[^:[\]\s]+):\d{1,5}$/

/** `host:port`, the port from `leastPort` to 65535. */
function isPlace(text: string, leastPort: 0 | 1): boolean {
  const number = Number(text.slice(text.lastIndexOf(':') + 1))
  return address.test(text) && number <= 65535 && number >= leastPort
}

export const place = (): z.ZodMiniType<string> => taken((text) => (isPlace(text, 1) ? text : null),
  (text) => `'${text}' is not an address: write it like 127.0.0.1:2886, with a port from 1 to 65535`, '`host:port`, IPv6 in brackets, port 1 to 65535', { examples: ['127.0.0.1:2886'] })

/** Where an agent listens: an address, or `unix:` and a path. */
export const listenPlace = (): z.ZodMiniType<string> => taken((text) => (isPlace(text, 0) || /^unix:[^\0]+$/.test(text) ? text : null), (text) =>
  `'${text}' is no place to listen at: write an address like 127.0.0.1:2886, with a port from 0 to 65535, or a socket like unix:run/obshell.sock`,
'`host:port`, port 0 takes a free one; `unix:PATH` is a socket', { examples: ['127.0.0.1:0', 'unix:run/obshell.sock'] })

/** A text that is not empty. */
export const filled = (complaint: string): z.ZodMiniType<string> => z.string().check(z.minLength(1, complaint))

/** A text of some form. */
export const matching = (form: RegExp, complaint: string): z.ZodMiniType<string> => z.string().check(z.regex(form, complaint))

/** A whole number in some bounds. */
export const whole = (least: number, most = Number.MAX_SAFE_INTEGER): z.ZodMiniType<number> => z.int().check(z.gte(least), z.lte(most))

/** A number of things, from 1. */
export const count = (): z.ZodMiniType<number> => whole(1)

/** How often, or without end. */
export const times = () => z.union([z.literal('always'), count()])

/** The short name of an agent, or its address. */
export const agentName = (): z.ZodMiniType<string> => said(z.string(), { values: 'an agent' })
