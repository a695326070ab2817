import * as z from 'zod/mini'
import { parseDuration } from '../clock/index.ts'

/** A length of time. A number without a unit is a slip of the keyboard: it is judged as the text that it is. */
const duration = z.custom<string>((value) => typeof value === 'string' && (parseDuration(value) ?? -1) >= 0, {
  error: ({ input }) => `'${String(input)}' is not a length of time: write it like 500ms, 5s or 1h30m`,
})
const anyDuration = z.custom<string>((value) => typeof value === 'string' && parseDuration(value) !== null, {
  error: ({ input }) => `'${String(input)}' is not a duration: write it like 60s, -5s or 1h30m`,
})
const text = z.string()
const note = z.optional(text)
const map = z.record(z.string(), z.unknown())

const ask = z.strictObject({
  agent: text.check(z.minLength(1, 'an agent has a name')),
  method: z._default(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']), 'GET'),
  path: text.check(z.startsWith('/', 'a path begins with a slash')),
  /** The body. */
  json: z.optional(z.unknown()),
  password: z.optional(text),
  agentPassword: z.optional(text),
  language: z.optional(text),
  /** When the credential expires, from the world's now on; without it never. For scenarios whose `auth.clock` is `virtual`. */
  expires: z.optional(anyDuration),
  /** Its credential is made with the key that the agent had before its last new one, as by a client that has stored it. */
  oldKey: z.optional(z.literal(true)),
  /** Without a credential, the body as it is. */
  plain: z._default(z.boolean(), false),
  /** The address of the client, `host` or `host:port`. */
  from: z.optional(text.check(z.minLength(1, 'a client has an address'))),
})

/** What must be somewhere: of a map every key, of a list as many items, each containing its own; all else equal. */
const contains = z.optional(z.unknown())

/** The kinds of steps, by the key that says which it is. */
export const stepKinds = {
  ask: z.strictObject({
    note,
    ask,
    /** The answer does not come, or not whole, however that is. */
    expect: z.optional(z.literal('dropped')),
    status: z.optional(z.int()),
    /** The whole body, JSON with line breaks. */
    body: z.optional(text),
    contains,
    /** How the answer fails to come: `reset`, `hang` … */
    drop: z.optional(text),
    /** How much later it comes, in real time: that is not waited for. */
    delay: z.optional(duration),
    /** How much later it comes, in the world's time: that passes. */
    waits: z.optional(duration),
  }),
  advance: z.strictObject({ note, advance: duration }),
  settle: z.strictObject({ note, settle: z.literal(true) }),
  /** The process of an agent, as the actions of a scenario's timeline write it, with the same defaults: who restarts is away for 1 s. */
  stop: z.strictObject({ note, stop: z.unknown() }),
  start: z.strictObject({ note, start: z.unknown() }),
  restart: z.strictObject({ note, restart: z.unknown() }),
  /** Time passes until it is so: `{ dag, node, agent, state }`, `{ agent, process }`, `{ held: true }`. */
  until: z.strictObject({ note, until: map, budget: z.optional(duration) }),
  /** An action, as a scenario's timeline writes it. */
  act: z.strictObject({ note, act: map }),
  /** The newest request that the query finds is looked at; without `contains` and `count` there has to be one. */
  journal: z.strictObject({ note, journal: map, contains, count: z.optional(z.int().check(z.nonnegative('write a whole number from 0'))) }),
} as const

export type StepKind = keyof typeof stepKinds
export type Ask = z.infer<typeof ask>
export type StepOf<Kind extends StepKind> = z.infer<(typeof stepKinds)[Kind]>
export type Step = { [Kind in StepKind]: StepOf<Kind> }[StepKind]

/** The scenario of a transcript that does not say. */
export const standardScenario = 'scenario.yaml'

/** A transcript: requests and what must come back, with moves between them. */
export interface TranscriptDocument {
  /** The file of its scenario, from its own folder. */
  readonly scenario: string
  readonly steps: readonly Step[]
}

/** The keys that may stand in a step of a kind, or in its `ask`. */
export function keysOf(kind: StepKind, inner?: PropertyKey): readonly string[] {
  if (inner === 'ask') return Object.keys(ask.shape)
  return Object.keys(stepKinds[kind].shape)
}

/** What a step says to do. */
export function kindOf(step: Step): StepKind {
  return (Object.keys(stepKinds) as StepKind[]).find((kind) => Object.hasOwn(step, kind))!
}

/** What a step does, in a few words. */
export function titleOf(step: Step): string {
  if ('ask' in step) return `${step.ask.method} ${step.ask.path} at ${step.ask.agent}`
  if ('advance' in step) return `advance ${step.advance}`
  if ('settle' in step) return 'settle'
  const kind = kindOf(step)
  return `${kind} ${written((step as Record<string, unknown>)[kind])}`
}

/** A value as YAML writes it in one line. */
function written(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[ ${value.map(written).join(', ')} ]`
  return `{ ${Object.entries(value).map(([key, inner]) => `${key}: ${written(inner)}`).join(', ')} }`
}
