import type { Instant, Micros } from '../clock/index.ts'
import { noRuleMemory, type FaultMemory, type LastRequest, type RuleMemory } from './memory.ts'
import { isSuch, type Occurrence } from './occurrence.ts'
import { createPattern } from './pattern.ts'
import type { RequestCondition, RequestRule, Window } from './rules.ts'

/** A request as rules see it. */
export interface SeenRequest {
  /** Null where no route takes it. */
  readonly operation: string | null
  readonly method: string
  /** The raw target. */
  readonly target: string
  /** The agent that is asked. */
  readonly agent: string
  readonly via: 'client' | 'forward' | 'peer'
  /** A client's host, without its port (SDKs open a connection for each call), or the name of an agent. */
  readonly client: string
}

/** What rules come to for a request. */
export interface Ruling {
  /** The rule that acts. */
  readonly rule: RequestRule | null
  /** Rules that fit but for one thing, at most {@link nearMax}. */
  readonly nearly: readonly { readonly id: string; readonly lacks: string }[] | null
}

/** What time it is for rules, and their chance. */
export interface RuleTime {
  readonly now: Instant
  /** When the world was ready. */
  readonly start: Instant
  /** 0 to `bound` - 1, drawn for a rule. */
  draw(rule: string, bound: number): number
}

const nearMax = 3
const nothing: Ruling = { rule: null, nearly: null }
/** So many clients are remembered; a client beyond them never counts as repeating itself. */
const clientsMax = 1_000

/** A rule made ready: what it remembers beside it. */
interface Ready {
  readonly rule: RequestRule
  readonly memory: RuleMemory
  readonly isPath: ((path: string) => boolean) | null
  /** Whether its turn depends on counting or chance. */
  readonly takesTurns: boolean
}

/** Rules for requests, made ready to be asked with each: those for other operations are not even looked at. */
export class RequestRules {
  readonly #memory: FaultMemory
  readonly #all: readonly Ready[]
  readonly #opened: readonly Ready[]
  readonly #byOperation = new Map<string | null, readonly Ready[]>()

  constructor(rules: readonly RequestRule[], memory: FaultMemory) {
    this.#memory = memory
    this.#all = rules.map((rule) => ({
      rule, memory: memory.requests[rule.id] ??= noRuleMemory(),
      isPath: rule.when.path === undefined ? null : createPattern(rule.when.path),
      takesTurns: rule.times !== null || rule.when.nth !== undefined || rule.when.every !== undefined || rule.when.chance !== undefined,
    }))
    this.#opened = this.#all.filter(({ rule }) => rule.when.window?.kind === 'after')
  }

  /** What the first rule that matches does to a request; every rule that fits counts it. */
  judge(request: SeenRequest, time: RuleTime): Ruling {
    const last = this.#remember(request)
    const candidates = this.#candidates(request.operation)
    if (candidates.length === 0) return nothing
    let acting: RequestRule | null = null
    let nearly: { id: string; lacks: string }[] | null = null
    for (const ready of candidates) {
      const { rule, memory } = ready
      if (!concerns(ready, request)) continue
      const isClosed = windowLacks(rule.when.window, memory, time)
      if (isClosed === null) count(memory, last)
      // It has counted; whether it would have acted does not matter any more.
      if (acting !== null) continue
      const lacks = isClosed ?? (ready.takesTurns ? turnLacks(rule, memory, last, time) : null)
      if (lacks === null) {
        acting = rule
        if (rule.count === 'sends' || last === null || last.repetitions === 0) memory.acted++
      } else if ((nearly?.length ?? 0) < nearMax) (nearly ??= []).push({ id: rule.id, lacks })
    }
    if (last?.repetitions === 0) last.acted = acting?.id ?? null
    return acting === null && nearly === null ? nothing : { rule: acting, nearly }
  }

  /** A client's request was answered. @param how `refused-credential`: SDKs ask for identity and key before they repeat it */
  answered(client: string, how: 'well' | 'refused' | 'refused-credential'): void {
    const last = this.#memory.last[client]
    if (last === undefined) return
    last.answered = how === 'well'
    if (last.repetitions === 0) last.renews = how === 'refused-credential'
  }

  /** Something has happened: windows may open. */
  notice(occurrence: Occurrence, at: Instant): void {
    for (const { rule, memory } of this.#opened) {
      if (rule.when.window?.kind === 'after' && isSuch(rule.when.window.event, occurrence)) memory.openedAt = at
    }
  }

  /** Whether any rule waits for something to happen. */
  get waits(): boolean {
    return this.#opened.length > 0
  }

  /** Whether an agent refuses connections, whatever is asked. */
  refuses(agent: string, time: RuleTime): boolean {
    return this.#all.some(({ rule, memory }) => isBlanket(rule) && (rule.when.agent ?? agent) === agent && windowLacks(rule.when.window, memory, time) === null)
  }

  /** Whether any rule may make an agent refuse connections whatever is asked. */
  get mayRefuse(): boolean {
    return this.#all.some(({ rule }) => isBlanket(rule))
  }

  #candidates(operation: string | null): readonly Ready[] {
    let found = this.#byOperation.get(operation)
    if (found === undefined) {
      found = this.#all.filter(({ rule }) => rule.when.operation === undefined || rule.when.operation === operation)
      this.#byOperation.set(operation, found)
    }
    return found
  }

  /**
   * The Python SDK sends every refused request once more (sdk-behaviour.md §9): the repetition of what was refused, or got no answer, belongs to its question.
   * Where the credential was refused both SDKs ask for identity and key first, and may repeat it up to three times. What was answered well and is asked once
   * more, as a poll is, is another question.
   */
  #remember({ client, method, target, agent, operation }: SeenRequest): LastRequest | null {
    const { last } = this.#memory
    const identity = `${agent} ${method} ${target}`
    const known = Object.hasOwn(last, client) ? last[client]! : undefined
    if (known === undefined) {
      if (Object.keys(last).length >= clientsMax) return null
      return last[client] = { identity, repetitions: 0, answered: false, renews: false, acted: null }
    }
    if (known.identity === identity && !known.answered && known.repetitions < (known.renews ? 3 : 1)) known.repetitions++
    else if (known.renews && (operation === 'getInfo' || operation === 'getSecret')) return { identity, repetitions: 0, answered: false, renews: false, acted: null }
    else Object.assign(known, { identity, repetitions: 0, answered: false, renews: false, acted: null } satisfies LastRequest)
    return known
  }
}

/** Whether all but window and turn fits. */
function concerns({ rule: { when }, isPath }: Ready, request: SeenRequest): boolean {
  return (when.agent === undefined || when.agent === request.agent)
    && (when.via === undefined || when.via === request.via)
    && (when.method === undefined || when.method === request.method)
    && (when.client === undefined || when.client === request.client)
    && (isPath === null || isPath(request.target.split('?', 1)[0]!))
}

function windowLacks(window: Window | undefined, { openedAt }: RuleMemory, { now, start }: RuleTime): string | null {
  if (window === undefined) return null
  if (window.kind === 'time') {
    const elapsed: Micros = now - start
    if (elapsed < window.from) return 'its window has not begun'
    return window.to === null || elapsed < window.to ? null : 'its window is over'
  }
  if (openedAt === null) return 'what opens its window has not happened'
  return window.for === null || now < openedAt + window.for ? null : 'its window is over'
}

function count(memory: RuleMemory, last: LastRequest | null): void {
  memory.sends++
  if (last === null || last.repetitions === 0) memory.questions++
}

/** Why it is not the rule's turn; null when it is. */
function turnLacks(rule: RequestRule, memory: RuleMemory, last: LastRequest | null, time: RuleTime): string | null {
  const bySends = rule.count === 'sends'
  // A repetition shares what became of its question.
  if (last !== null && last.repetitions > 0 && !bySends) return last.acted === rule.id ? null : 'it did not act on the question that this one repeats'
  const number = bySends ? memory.sends : memory.questions
  const { nth, every, chance } = rule.when
  const what = bySends ? 'send' : 'question'
  if (nth !== undefined && nth !== number) return `it acts on ${what} ${nth}, and this is ${number}`
  if (every !== undefined && number % every !== 0) return `it acts on every ${ordinal(every)} ${what}, and this is ${number}`
  if (rule.times !== null && memory.acted >= rule.times) return `it has acted ${rule.times === 1 ? 'once' : `${rule.times} times`}, which is all it may`
  if (chance !== undefined && time.draw(rule.id, 1_000_000) >= chance) return `chance was against it (${chance / 10_000} %)`
  return null
}

function isBlanket({ effect, when, times }: RequestRule): boolean {
  return effect.kind === 'drop' && effect.drop.how === 'refuse' && times === null
    && (Object.keys(when) as (keyof RequestCondition)[]).every((key) => key === 'agent' || key === 'window')
}

function ordinal(number: number): string {
  const ending = number % 100 >= 11 && number % 100 <= 13 ? 'th' : ['th', 'st', 'nd', 'rd'][number % 10] ?? 'th'
  return `${number}${ending}`
}
