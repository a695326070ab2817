import { createZone, type ClockMode, type Micros } from '../../src/clock/index.ts'
import type { Action, EventCondition, RequestRule, TaskRule, TimelineEntry } from '../../src/faults/index.ts'
import type { Scenario } from '../../src/scenario/index.ts'
import type { WorldSettings } from '../../src/simulation.ts'

/** A history, whole, as plain data: made from a seed, or what is left of one that was. */
export interface Plan {
  /** What it was made from. The chance of the world itself is that of its scenario. */
  readonly seed: number
  readonly scenario: PlannedScenario
  readonly steps: readonly Step[]
}

/** A scenario as plain data: a zone is known by its name. */
export type PlannedScenario = Omit<Scenario, 'settings'> & { readonly settings: Omit<WorldSettings, 'zone'> & { readonly zone: string } }

/** Something that happens to a world. Whatever it names may not be there, and then nothing comes of it: so any step can be left out. */
export type Step =
  /** A client asks. */
  | { readonly does: 'ask'; readonly request: RequestPlan }
  | { readonly does: 'advance'; readonly by: Micros }
  /** To so long after the world was ready, or not at all. */
  | { readonly does: 'to'; readonly at: Micros }
  | { readonly does: 'until'; readonly event: EventCondition; readonly budget: Micros }
  | { readonly does: 'next'; readonly times: number }
  | { readonly does: 'settle' }
  /** Event by event, with all invariants after each. */
  | { readonly does: 'walk'; readonly events: number }
  /** `aim`: at what it can be done with at that moment, one of these by its place, if there is any (`play/aim.ts`). */
  | { readonly does: 'act'; readonly action: Action; readonly aim?: number }
  /** A rule before all others, and the one at a place (modulo how many there are) gone. */
  | { readonly does: 'rule a request'; readonly rule: RequestRule }
  | { readonly does: 'rule work'; readonly rule: TaskRule }
  | { readonly does: 'unrule requests' | 'unrule work' | 'take from the timeline'; readonly place: number }
  | { readonly does: 'add to the timeline'; readonly entry: TimelineEntry }
  | { readonly does: 'change the mode'; readonly mode: ClockMode }
  | { readonly does: 'reset' }

/**
 * A request before it is bytes. Texts may hold `${…}`, which is what the world has at that moment: the id of a row, a password, an address
 * (`play/fill.ts`).
 */
export interface RequestPlan {
  /** A name, or `MASTER 2`: one of the agents that are such, if any is (`play/fill.ts`). */
  readonly agent: string
  /** The client's host. */
  readonly client: string
  readonly socket: boolean
  readonly method: string
  readonly target: string
  /** name, value, name, value … */
  readonly headers: readonly string[]
  /** Null: none. */
  readonly credential: CredentialPlan | null
  /** Null: none. */
  readonly body: BodyPlan | null
  /** How often it is sent, one right after the other. */
  readonly sends: number
  /** Of its keys and its padding. */
  readonly seed: number
}

export type CredentialPlan =
  | {
    readonly kind: 'sealed'
    /** `right`: what the agent wants, and with it the right password. */
    readonly header: 'right' | 'agent' | 'oceanbase'
    readonly password: string
    /** Unix seconds, as ahead of the real clock, or a text. */
    readonly ts: number | string
    /** Null: the target. */
    readonly uri: string | null
    readonly keyBytes: number
    readonly token: string
    readonly ssoToken: string
    readonly forwardType: number
    /** Whose key it is encrypted with: the agent's, that which it had, another agent's. */
    readonly key: 'own' | 'old' | 'other'
  }
  | { readonly kind: 'raw'; readonly header: 'agent' | 'oceanbase'; readonly text: string }

export type BodyPlan =
  /** Encrypted if the credential brings keys. */
  | { readonly kind: 'text'; readonly text: string }
  /** A form with a file; its digest goes into a header. */
  | { readonly kind: 'form'; readonly field: string; readonly file: string; readonly digest: 'right' | 'wrong' | 'none' }

/** The scenario that a world is built from. */
export function scenarioOf({ settings, ...rest }: PlannedScenario): Scenario {
  return { ...rest, settings: { ...settings, zone: createZone(settings.zone)! } }
}
