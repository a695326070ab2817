import { formatDuration, micros, parseDuration, type Instant, type Micros } from './instant.ts'

/** How virtual time passes (DESIGN §4). */
export type ClockMode =
  /** Each answered request costs `quantum`; a question about work first settles. */
  | { readonly mode: 'auto'; readonly quantum: Micros }
  /** Only when told. */
  | { readonly mode: 'manual' }
  /** With the wall clock. */
  | { readonly mode: 'real' }
  /** With the wall clock; `offset` lies between, and `advance` enlarges it. */
  | { readonly mode: 'offset'; readonly offset: Micros }
  /** With the wall clock times `factor`. */
  | { readonly mode: 'scaled'; readonly factor: number }
  /** A question about work is answered, then time moves on by `quantum`. */
  | { readonly mode: 'per-poll'; readonly quantum: Micros }

export type ModeName = ClockMode['mode']

export const modeNames: readonly ModeName[] = ['auto', 'manual', 'real', 'offset', 'scaled', 'per-poll']

/** What a mode does at the moments where time can move. */
export interface TimePolicy {
  /** Whether a question about work settles the world before it is answered. */
  readonly settlesQuestions: boolean
  /** What an answered request costs. */
  readonly perRequest: Micros
  /** What an answered question about work costs on top. */
  readonly perQuestion: Micros
  /** Virtual microseconds per wall microsecond; 0 when the wall clock does not move this world. */
  readonly wallFactor: number
}

const still: TimePolicy = { settlesQuestions: false, perRequest: 0, perQuestion: 0, wallFactor: 0 }

/** 50 ms: a client's four requests between a join and its first poll stay within the second of the first tick. */
export const defaultQuantum = { auto: 50 * micros.ms, 'per-poll': micros.s } as const

/** The one table of what the modes mean. */
export function policyOf(mode: ClockMode): TimePolicy {
  switch (mode.mode) {
    case 'auto': return { ...still, settlesQuestions: true, perRequest: mode.quantum }
    case 'manual': return still
    case 'real': return { ...still, wallFactor: 1 }
    case 'offset': return { ...still, wallFactor: 1 }
    case 'scaled': return { ...still, wallFactor: mode.factor }
    case 'per-poll': return { ...still, perQuestion: mode.quantum }
  }
}

/**
 * Reads `auto`, `auto:20ms`, `manual`, `real`, `offset:1h`, `scaled:60`, `per-poll`, `per-poll:500ms`.
 *
 * @returns the mode, or a sentence that says what is wrong and what to write instead
 */
export function parseMode(text: string): ClockMode | string {
  const colon = text.indexOf(':')
  const name = colon < 0 ? text : text.slice(0, colon)
  const argument = colon < 0 ? null : text.slice(colon + 1)
  const duration = argument === null ? null : parseDuration(argument)
  switch (name) {
    case 'manual':
    case 'real':
      return argument === null ? { mode: name } : `clock mode '${name}' takes no argument, but '${argument}' was given`
    case 'auto':
    case 'per-poll':
      if (argument === null) return { mode: name, quantum: defaultQuantum[name] }
      if (duration === null || duration < 0) return `clock mode '${name}' takes a duration such as ${name}:50ms, not '${argument}'`
      return { mode: name, quantum: duration }
    case 'offset':
      if (argument === null) return { mode: name, offset: 0 }
      return duration === null ? `clock mode 'offset' takes a duration such as offset:1h, not '${argument}'` : { mode: name, offset: duration }
    case 'scaled': {
      const factor = argument === null ? 1 : Number(argument)
      return factor > 0 && factor <= 1e6 ? { mode: name, factor } : `clock mode 'scaled' takes a factor above 0 and up to 1000000 such as scaled:60, not '${argument}'`
    }
    default:
      return `unknown clock mode '${name}': use one of ${modeNames.join(', ')}`
  }
}

/** Writes a mode as {@link parseMode} reads it. */
export function formatMode(mode: ClockMode): string {
  switch (mode.mode) {
    case 'auto':
    case 'per-poll': return `${mode.mode}:${formatDuration(mode.quantum)}`
    case 'offset': return `offset:${formatDuration(mode.offset)}`
    case 'scaled': return `scaled:${mode.factor}`
    default: return mode.mode
  }
}

/** Where a virtual clock stands that followed the wall clock from (`virtualBase`, `wallBase`). */
export function followWall(policy: TimePolicy, virtualBase: Instant, wallBase: Instant, wall: Instant): Instant {
  return virtualBase + Math.floor((wall - wallBase) * policy.wallFactor)
}
