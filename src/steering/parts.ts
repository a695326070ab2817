import type { Action, EventCondition, RequestRule, TaskRule, TimelineEntry } from '../faults/index.ts'
import { actionKinds } from '../journal/index.ts'
import { defaultAgent, loadParts, ScenarioError, type AgentSetup, type Problem, type ResolvedParts } from '../scenario/index.ts'
import type { Simulation } from '../simulation.ts'
import { unknownName } from './missing.ts'
import { PartError } from './part-error.ts'

/** What is read by itself, each as in a scenario file, and what it is then. */
interface Kinds {
  readonly faults: RequestRule
  readonly tasks: TaskRule
  readonly timeline: TimelineEntry
  /** An entry of `timeline` without its time: `{ stop: b }`. */
  readonly action: Action
  /** What something waits for: `{ dag, state }`, `{ agent, process }`. */
  readonly event: EventCondition
}

export type RuleKind = Exclude<keyof Kinds, 'action' | 'event'>

export interface ReadPart<T> {
  readonly value: T
  /** What does not do what it seems to. */
  readonly warnings: readonly Problem[]
}

/**
 * One rule or entry as a value, in the form of a scenario file.
 *
 * @param taken names that are given already
 * @throws PartError with all that is wrong; paths are those of the value, lines and columns mean nothing
 */
export async function readRule<K extends RuleKind>(world: Simulation, kind: K, given: unknown, taken: readonly string[]): Promise<ReadPart<Kinds[K]>> {
  const resolving = loadParts({ [kind]: [given] }, agentsOf(world), new Set(taken))
  const resolved = await relabelled(resolving, { prefix: `${kind}.0`, label: kind === 'timeline' ? 'the entry' : 'the rule', drop: 2 })
  const found = { faults: resolved.requestRules, tasks: resolved.taskRules, timeline: resolved.timeline }[kind]
  return { value: found[0] as Kinds[K], warnings: resolved.warnings }
}

/** One action as a value, as {@link readRule}. @throws PartError */
export async function readAction(world: Simulation, given: unknown): Promise<ReadPart<Action>> {
  const called: Called = { prefix: 'timeline.0', label: 'the action', drop: 0, keys: actionKinds }
  const { action, warnings } = await relabelled(loadParts({ action: given }, agentsOf(world)), called)
  return { value: action!, warnings }
}

/**
 * What is waited for, as {@link readRule}.
 *
 * @param at where it stands in what was given
 * @param more keys that may stand there in its place
 * @throws PartError
 */
export async function readEvent(world: Simulation, given: unknown, at: readonly string[], more: readonly string[]): Promise<EventCondition> {
  // A condition stands only within something else; this is the smallest that has one.
  const resolving = loadParts({ timeline: [{ after: given, skew: '0s' }] }, agentsOf(world))
  const { timeline } = await relabelled(resolving, { prefix: 'timeline.0.after', label: at.join('.') || 'the condition', drop: 3, at, keys: [...eventKeys, ...more] })
  const [entry] = timeline
  if (entry?.when.kind !== 'after') throw new Error('an entry with `after` waits for something')
  return entry.when.event
}

/** The keys of a condition that the reader has. */
const eventKeys: readonly string[] = ['dag', 'node', 'agent', 'state', 'process']

/** What a reader of names has to know of agents. */
function agentsOf(world: Simulation): AgentSetup[] {
  return world.agents.map(({ name, ip, port }) => defaultAgent(name, ip, port))
}

/** How the reader calls a part, and how the person does who has written it alone. */
interface Called {
  /** The reader's name, in messages. */
  readonly prefix: string
  readonly label: string
  /** So many steps of a path are the reader's. */
  readonly drop: number
  /** Where the part stands in what was given. */
  readonly at?: readonly string[]
  /** The keys that it may have, where they are not those that the reader has there. */
  readonly keys?: readonly string[]
}

/** Problems as that person sees them. */
async function relabelled(resolving: Promise<ResolvedParts>, { prefix, label, drop, at = [], keys }: Called): Promise<ResolvedParts> {
  const own = (problem: Problem): Problem => {
    const path = (problem.path ?? []).slice(drop)
    const key = path.length === 1 ? String(path[0]) : ''
    // Of a key that belongs elsewhere the reader says more than that it does not know it.
    const isUnknown = problem.code === 'UNKNOWN_KEY' && problem.message.startsWith(`unknown key '${key}'`)
    const message = isUnknown && keys !== undefined ? unknownName('key', key, keys, '', ` in ${label}`) : ownWords(problem.message, prefix, label)
    return { ...problem, message, ...(problem.path !== undefined && { path: [...at, ...path] }) }
  }
  try {
    const resolved = await resolving
    return { ...resolved, warnings: resolved.warnings.map(own) }
  } catch (error) {
    throw error instanceof ScenarioError ? new PartError(error.problems.map(own)) : error
  }
}

function ownWords(message: string, prefix: string, label: string): string {
  return message.replaceAll(`${prefix}.`, '').replaceAll(prefix, label)
}
