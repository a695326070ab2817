import type { RequestRule, TaskRule, TimelineEntry } from '../faults/index.ts'
import type { ScenarioDocument } from './document.ts'
import type { Names } from './names.ts'
import type { Path } from './problem.ts'
import { resolveRequestRule } from './resolve-requests.ts'
import { resolveSetup } from './resolve-setup.ts'
import { resolveTimelineEntry } from './resolve-timeline.ts'
import { resolveTaskRule } from './resolve-work.ts'
import type { SetupStep } from './scenario.ts'

export interface ResolvedLists {
  readonly setup: readonly SetupStep[]
  readonly taskRules: readonly TaskRule[]
  readonly requestRules: readonly RequestRule[]
  readonly timeline: readonly TimelineEntry[]
}

/** The lists of a document, each entry by itself. @param taken names that are given already, elsewhere */
export function resolveLists(document: ScenarioDocument, names: Names, taken: ReadonlySet<string> = new Set()): ResolvedLists {
  const lists = {
    setup: each(document.setup, 'setup', 'setup', (entry, _id, path) => resolveSetup(entry, path, names)).flat(),
    taskRules: each(document.tasks, 'tasks', 'task rule', (rule, id, path) => resolveTaskRule(rule, id, path, names)),
    requestRules: each(document.faults, 'faults', 'fault', (rule, id, path) => resolveRequestRule(rule, id, path, names)),
    timeline: each(document.timeline, 'timeline', 'timeline', (entry, id, path) => resolveTimelineEntry(entry, id, path, names)),
  }
  for (const key of ['setup', 'tasks', 'faults', 'timeline'] as const) nameTwice(key, document[key] ?? [], names, taken)
  return lists

  /** Entries without a name are called by their kind and number. */
  function each<T extends { readonly name?: string | undefined }, R>(
    entries: readonly T[] | undefined, key: string, kind: string, make: (entry: T, id: string, path: Path) => R,
  ): R[] {
    const used = new Set([...taken, ...(entries ?? []).flatMap(({ name }) => name ?? [])])
    return (entries ?? []).map((entry, index) => {
      let number = index + 1
      while (used.has(`${kind} ${number}`)) number++
      const id = entry.name ?? `${kind} ${number}`
      used.add(id)
      return make(entry, id, [key, index])
    })
  }
}

/** Two of a list that go by one name: the second is blamed. */
function nameTwice(key: string, entries: readonly { readonly name?: string | undefined }[], names: Names, taken: ReadonlySet<string>): void {
  for (const [index, { name }] of entries.entries()) {
    if (name === undefined) continue
    const other = entries.findIndex((each) => each.name === name)
    if (other < index) names.wrong([key, index, 'name'], `'${name}' is the name of ${names.places.nameOf([key, other])} already: a name means one of them`, 'DUPLICATE_NAME')
    else if (taken.has(name)) names.wrong([key, index, 'name'], `'${name}' is the name of another already: a name means one of them`, 'DUPLICATE_NAME')
  }
}
