import { parseDuration, type Instant, type Micros } from '../../clock/index.ts'

/** What a query may name, and how texts of it are read: the journal knows neither the world's agents nor the agent's operations. */
export interface Words {
  readonly agents: readonly { readonly name: string; readonly address: string }[]
  readonly operations: readonly string[]
  /** As they are sent. */
  readonly errCodes: readonly string[]
  /** The rules for requests that may have acted: those in force, and those that the journal knows. */
  rules(): readonly string[]
  /** What is wrong with the names of a DAG and a node; `*` stands for any text. */
  work(named: NamedWork): readonly { readonly key: keyof NamedWork; readonly message: string }[]
  /** Reads RFC 3339. */
  instant(text: string): Instant | null
  /** The candidate that a misspelt word is near to. */
  suggest(word: string, candidates: readonly string[]): string | null
}

export interface NamedWork {
  readonly dag?: string
  readonly node?: string
}

/** One thing wrong with what was asked. */
export interface QueryProblem {
  /** Where: `expect.0.request.status`; empty for all of it. */
  readonly at: string
  readonly message: string
}

/** What was read, or everything that is wrong with it. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly QueryProblem[] }

/** So many problems are told of one question. */
const problemsMax = 50
const depthMax = 64

/** Reads values of unknown JSON and notes what is wrong with them. */
export class Reader {
  readonly words: Words
  readonly problems: QueryProblem[] = []

  constructor(words: Words) {
    this.words = words
  }

  /** What was read, if nothing is wrong. */
  done<T>(value: T): Read<T> {
    return this.problems.length === 0 ? { ok: true, value } : { ok: false, problems: this.problems }
  }

  wrong(at: string, message: string): undefined {
    if (this.problems.length < problemsMax) this.problems.push({ at, message })
    return undefined
  }

  /** What a value must be, or is, as a sentence that begins with its key. */
  told(at: string, predicate: string): undefined {
    return this.wrong(at, `${subjectOf(at)} ${predicate}`)
  }

  /** A map with no keys but these. */
  map(value: unknown, at: string, keys: readonly string[], example: string): Readonly<Record<string, unknown>> | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.told(at, `must be a map such as ${example}, not ${quoted(value)}`)
    const map = value as Record<string, unknown>
    for (const key of Object.keys(map)) if (!keys.includes(key)) this.unknown(join(at, key), `unknown key '${cut(key)}'`, key, keys)
    return map
  }

  /** A word that is not known. */
  unknown(at: string, message: string, word: string, candidates: readonly string[]): undefined {
    // Whoever writes so long a word does not mean another.
    const near = word.length > 64 ? null : this.words.suggest(word, candidates)
    const known = candidates.length > 0 && candidates.length <= 24 ? `; known here: ${candidates.join(', ')}` : ''
    return this.wrong(at, near === null ? `${message}${known}` : `${message}; did you mean '${near}'?`)
  }

  text(value: unknown, at: string): string | undefined {
    return typeof value === 'string' && value !== '' ? value : this.told(at, `must be a text, not ${quoted(value)}`)
  }

  oneOf<T extends string>(value: unknown, at: string, choices: readonly T[]): T | undefined {
    if (typeof value !== 'string') return this.told(at, `must be one of ${choices.join(', ')}, not ${quoted(value)}`)
    return choices.find((choice) => choice === value) ?? this.unknown(at, `'${cut(value)}' is not known here`, value, choices)
  }

  whole(value: unknown, at: string, least: number): number | undefined {
    return Number.isSafeInteger(value) && (value as number) >= least ? value as number : this.told(at, `must be a whole number from ${least} on, not ${quoted(value)}`)
  }

  duration(value: unknown, at: string): Micros | undefined {
    const duration = typeof value === 'string' ? parseDuration(value) : null
    return duration !== null && duration >= 0 ? duration : this.told(at, `must be a duration such as "500ms", "5s" or "1h30m", not ${quoted(value)}`)
  }

  instant(value: unknown, at: string): Instant | undefined {
    return (typeof value === 'string' ? this.words.instant(value) : null) ?? this.told(at, `must be an instant such as "2024-01-09T11:06:25+08:00", not ${quoted(value)}`)
  }

  /** An agent's name, from its name or its address. */
  agent(value: unknown, at: string): string | undefined {
    if (typeof value !== 'string') return this.told(at, `must be an agent's name or address, not ${quoted(value)}`)
    const { agents } = this.words
    const found = agents.find(({ name, address }) => name === value || address === value)
    return found?.name ?? this.unknown(at, `no agent is called or at '${cut(value)}'`, value, agents.map(({ name }) => name))
  }

  /** A rule for requests, by its id. */
  rule(value: unknown, at: string): string | undefined {
    const id = this.text(value, at)
    if (id === undefined) return undefined
    const known = this.words.rules()
    return known.includes(id) ? id : this.unknown(at, `no rule for requests is called '${cut(id)}'${known.length === 0 ? ', and there is none' : ''}`, id, known)
  }

  /** The names of a DAG and a node, in the map that stands at a place. */
  work(named: NamedWork, at: string): void {
    for (const { key, message } of this.words.work(named)) this.wrong(join(at, key), message)
  }

  operation(value: unknown, at: string): string | undefined {
    if (typeof value !== 'string') return this.told(at, `must be an operation such as agentJoin, not ${quoted(value)}`)
    return this.words.operations.includes(value) ? value : this.unknown(at, `no operation is called '${cut(value)}'`, value, this.words.operations)
  }

  errCode(value: unknown, at: string): string | undefined {
    if (typeof value !== 'string') return this.told(at, `must be an errCode such as Agent.UnderMaintenance, not ${quoted(value)}`)
    return this.words.errCodes.includes(value) ? value : this.unknown(at, `the agent has no error '${cut(value)}'`, value, this.words.errCodes)
  }

  /** A value of JSON, not too deep. */
  json(value: unknown, at: string, depth = 0): boolean {
    if (depth > depthMax) {
      this.told(at, `is nested deeper than ${depthMax} levels`)
      return false
    }
    if (typeof value !== 'object' || value === null) {
      if (value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value)) return true
      this.told(at, `is no JSON: ${quoted(value)}`)
      return false
    }
    return Object.entries(value).every(([key, each]) => this.json(each, join(at, key), depth + 1))
  }
}

export function join(at: string, key: string | number): string {
  return at === '' ? cut(String(key)) : `${at}.${cut(String(key))}`
}

/** How a sentence calls what stands at a place: by its key, with its number in a list; what is not within anything is `this`. */
function subjectOf(at: string): string {
  const steps = at.split('.')
  const last = steps.findLastIndex((step) => /\D/.test(step))
  return last < 0 ? 'this' : steps.slice(last).join('.')
}

/** A value as a message quotes it. */
export function quoted(value: unknown): string {
  switch (typeof value) {
    case 'string': return cut(JSON.stringify(value))
    case 'object': return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'a map'
    case 'undefined': return 'nothing'
    case 'number': case 'boolean': case 'bigint': return String(value)
    default: return `a ${typeof value}`
  }
}

function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
