import type { Action, EventCondition, RequestRule, TaskRule, TimelineEntry } from '../faults/index.ts'
import { defaultAgent, loadParts, ScenarioError, type AgentSetup, type Problem, type ResolvedParts } from '../scenario/index.ts'
import type { Simulation } from '../simulation.ts'

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

export type PartKind = keyof Kinds

export interface ReadPart<T> {
  readonly value: T
  /** What does not do what it seems to. */
  readonly warnings: readonly Problem[]
}

/**
 * One rule or entry as a value, in the form of a scenario file.
 *
 * @param taken names that are given already
 * @throws ScenarioError with all that is wrong; paths are those of the value, lines and columns mean nothing
 */
export async function readRule<K extends 'faults' | 'tasks' | 'timeline'>(world: Simulation, kind: K, given: unknown, taken: readonly string[]): Promise<ReadPart<Kinds[K]>> {
  const resolved = await relabelled(`${kind}.0`, kind === 'timeline' ? 'the entry' : 'the rule', { drop: 2 }, loadParts({ [kind]: [given] }, agentsOf(world), new Set(taken)))
  const found = { faults: resolved.requestRules, tasks: resolved.taskRules, timeline: resolved.timeline }[kind]
  return { value: found[0] as Kinds[K], warnings: resolved.warnings }
}

/** One action as a value, as {@link readRule}. @throws ScenarioError */
export async function readAction(world: Simulation, given: unknown): Promise<ReadPart<Action>> {
  const { action, warnings } = await relabelled('timeline.0', 'the action', { drop: 0 }, loadParts({ action: given }, agentsOf(world)))
  return { value: action!, warnings }
}

/** What is waited for, as {@link readRule}. @param at where it stands in what was given @throws ScenarioError */
export async function readEvent(world: Simulation, given: unknown, at: readonly string[]): Promise<EventCondition> {
  // A condition stands only within something else; this is the smallest that has one.
  const { timeline } = await relabelled('timeline.0.after', at.join('.') || 'the condition', { drop: 3, add: at }, loadParts({ timeline: [{ after: given, skew: '0s' }] }, agentsOf(world)))
  const [entry] = timeline
  if (entry?.when.kind !== 'after') throw new Error('an entry with `after` waits for something')
  return entry.when.event
}

/** What a reader of names has to know of agents. */
function agentsOf(world: Simulation): AgentSetup[] {
  return world.agents.map(({ name, ip, port }) => defaultAgent(name, ip, port))
}

/** Problems as the person sees them who has written the part alone: so many steps of a path are not theirs, and these are before it. */
async function relabelled(prefix: string, label: string, { drop, add = [] }: { readonly drop: number; readonly add?: readonly string[] }, resolving: Promise<ResolvedParts>): Promise<ResolvedParts> {
  const own = (problem: Problem): Problem => ({
    ...problem, message: ownWords(problem.message, prefix, label), ...(problem.path !== undefined && { path: [...add, ...problem.path.slice(drop)] }),
  })
  try {
    const resolved = await resolving
    return { ...resolved, warnings: resolved.warnings.map(own) }
  } catch (error) {
    throw error instanceof ScenarioError ? new ScenarioError('<request>', error.problems.map(own)) : error
  }
}

function ownWords(message: string, prefix: string, label: string): string {
  return message.replaceAll(`${prefix}.`, '').replaceAll(prefix, label)
}
