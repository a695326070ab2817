import type { Action, RequestRule, TaskRule, TimelineEntry } from '../faults/index.ts'
import { checkDocument } from './check.ts'
import { problemAt, valueSource, type Located } from './located.ts'
import { Names } from './names.ts'
import { ScenarioError, type Problem } from './problem.ts'
import { resolveLists } from './resolve-lists.ts'
import type { AgentSetup } from './scenario.ts'

/** Parts of a scenario that a running world is given, each in the form of the file. */
export interface Parts {
  readonly tasks?: unknown
  readonly faults?: unknown
  readonly timeline?: unknown
  /** One action, as an entry of the timeline without its time. */
  readonly action?: unknown
}

export interface ResolvedParts {
  readonly taskRules: readonly TaskRule[]
  readonly requestRules: readonly RequestRule[]
  readonly timeline: readonly TimelineEntry[]
  readonly action: Action | null
  readonly warnings: readonly Problem[]
}

/**
 * Rules, entries of the timeline or an action as values, checked like those of a file. A rule without a name is called by the first free of `fault 1`,
 * `fault 2` …
 *
 * @param agents of the world
 * @param taken names that are given already
 * @throws ScenarioError; its problems have the path in the value that was given (within `action`, of the action), lines and columns mean nothing
 */
export function resolveParts(parts: Parts, agents: readonly AgentSetup[], taken: ReadonlySet<string> = new Set()): ResolvedParts {
  const { action, ...lists } = parts
  const entries = new Map<string, Located>([['version', located(1, ['version'])]])
  for (const [key, value] of Object.entries(lists)) if (value !== undefined) entries.set(key, located(value, [key]))
  const ofAction = action === undefined ? [] : addAction(located(action, []), entries)
  const root: Located = { kind: 'map', spot: { source: valueSource, offset: 0, path: [] }, entries }
  const { document, places, problems } = checkDocument(root)
  if (document === null) throw new ScenarioError('<request>', problems)
  const names = new Names({ agents, agentNames: [], places, told: problems })
  const resolved = resolveLists(document, names, taken)
  const all = [...ofAction, ...problems, ...names.problems]
  if (all.length > 0) throw new ScenarioError('<request>', all)
  return { ...resolved, timeline: action === undefined ? resolved.timeline : [], action: action === undefined ? null : resolved.timeline[0]!.action, warnings: names.warnings }
}

/** An action is an entry of the timeline that happens at once. @returns what is said of it beside */
function addAction(action: Located, entries: Map<string, Located>): Problem[] {
  if (action.kind !== 'map') {
    entries.set('timeline', { kind: 'list', spot: action.spot, items: [action] })
    return []
  }
  const own = new Map(action.entries)
  const alien = ['name', 'at', 'after', 'delay', 'every', 'from', 'times'].filter((key) => own.delete(key))
  own.set('at', located('0s', ['at']))
  entries.set('timeline', { kind: 'list', spot: action.spot, items: [{ ...action, entries: own }] })
  return alien.map((key) => problemAt(action.spot, 'UNKNOWN_KEY', `an action happens at once, and '${key}' belongs to the timeline`, { path: [key] }))
}

function located(value: unknown, path: readonly PropertyKey[]): Located {
  const spot = { source: valueSource, offset: 0, path }
  if (Array.isArray(value)) return { kind: 'list', spot, items: value.map((item, index) => located(item, [...path, index])) }
  if (typeof value !== 'object' || value === null) return { kind: 'scalar', spot, value }
  return { kind: 'map', spot, entries: new Map(Object.entries(value).map(([key, inner]) => [key, located(inner, [...path, key])])) }
}
