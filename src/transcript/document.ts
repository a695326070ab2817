import * as z from 'zod'
import { parseDuration } from '../clock/index.ts'
import { states, type State } from '../task/index.ts'

const duration = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string().refine((text) => (parseDuration(text) ?? -1) >= 0, {
  error: ({ input }) => `'${String(input)}' is not a length of time: write it like 500ms, 5s or 1h30m`,
}))
const state = z.enum(Object.keys(states) as [State, ...State[]])
const agentName = z.string().min(1)
const note = z.string().optional()

const ask = z.strictObject({
  agent: agentName,
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']).default('GET'),
  path: z.string().startsWith('/', 'a path begins with a slash'),
  /** The body. */
  json: z.unknown().optional(),
  password: z.string().optional(),
  agentPassword: z.string().optional(),
  language: z.string().optional(),
  /** Without a credential, the body as it is. */
  plain: z.boolean().default(false),
  /** The address of the client, `host` or `host:port`. */
  from: z.string().min(1).optional(),
})

/** What must be somewhere: of a map every key, of a list as many items, each containing its own; all else equal. */
const contains = z.unknown().optional()

/** The kinds of steps, by the key that says which it is. */
export const stepKinds = {
  ask: z.strictObject({
    note,
    ask,
    /** The answer does not come, or not whole, however that is. */
    expect: z.literal('dropped').optional(),
    status: z.number().int().optional(),
    /** The whole body, JSON with line breaks. */
    body: z.string().optional(),
    contains,
    /** How the answer fails to come: `reset`, `hang` … */
    drop: z.string().optional(),
    /** How much later it comes, in real time: that is not waited for. */
    delay: duration.optional(),
    /** How much later it comes, in the world's time: that passes. */
    waits: duration.optional(),
  }),
  advance: z.strictObject({ note, advance: duration }),
  settle: z.strictObject({ note, settle: z.literal(true) }),
  stop: z.strictObject({ note, stop: agentName }),
  start: z.strictObject({ note, start: agentName }),
  restart: z.strictObject({ note, restart: agentName }),
  /** Time passes until a DAG, or a node of it, is in that state. */
  until: z.strictObject({ note, until: z.strictObject({ dag: z.string(), node: z.string().optional(), agent: agentName.optional(), state }), budget: duration.optional() }),
  /** An action, as a scenario's timeline writes it. */
  act: z.strictObject({ note, act: z.record(z.string(), z.unknown()) }),
  /** The newest entry that the query finds is looked at. */
  journal: z.strictObject({ note, journal: z.record(z.string(), z.unknown()), contains, count: z.number().int().min(0).optional() }),
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

/** The keys that may stand in a step of a kind, or in its `ask` or `until`. */
export function keysOf(kind: StepKind, inner?: PropertyKey): readonly string[] {
  if (inner === 'ask') return Object.keys(ask.shape)
  if (inner === 'until') return ['dag', 'node', 'agent', 'state']
  return Object.keys(stepKinds[kind].shape)
}

/** What a step does, in a few words. */
export function titleOf(step: Step): string {
  if ('ask' in step) return `${step.ask.method} ${step.ask.path} at ${step.ask.agent}`
  if ('advance' in step) return `advance ${step.advance}`
  if ('settle' in step) return 'settle'
  if ('stop' in step) return `stop ${step.stop}`
  if ('start' in step) return `start ${step.start}`
  if ('restart' in step) return `restart ${step.restart}`
  if ('until' in step) {
    const { dag, node, agent, state } = step.until
    return `until ${node === undefined ? '' : `${node} of `}${dag}${agent === undefined ? '' : ` at ${agent}`} is ${state}`
  }
  return 'act' in step ? `act ${JSON.stringify(step.act)}` : `journal ${JSON.stringify(step.journal)}`
}
