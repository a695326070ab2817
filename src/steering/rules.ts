import type { Instant } from '../clock/index.ts'
import { describeAction, describeRequestRule, describeTaskRule, describeTrigger } from '../faults/index.ts'
import type { Problem } from '../scenario/index.ts'
import type { Simulation } from '../simulation.ts'
import { entryForm, requestRuleForm, taskRuleForm } from './form.ts'
import { readRule } from './parts.ts'
import { instantText } from './told.ts'

/** A rule or an entry of the timeline as people and programs are shown it. */
export interface ShownRule {
  readonly id: string
  /** What it does, as a sentence without its full stop. */
  readonly does: string
  /** In the form of a scenario file. */
  readonly form: Readonly<Record<string, unknown>>
  readonly counts: Readonly<Record<string, number | string | null>>
}

/** There is one of that name. */
export class RuleConflict extends Error {}

/** The rules of one kind in a world. */
export interface Rules {
  list(): ShownRule[]
  /**
   * @param given in the form of a scenario file
   * @param place before all others, or after them; of a timeline it does not matter
   * @throws ScenarioError for what is wrong, RuleConflict
   */
  add(given: unknown, place: 'first' | 'last'): Promise<{ readonly rule: ShownRule; readonly warnings: readonly Problem[] }>
  /** What it has counted is forgotten. @returns whether there was one of that id */
  remove(id: string): boolean
}

/** How requests go. */
export function requestRules(world: Simulation): Rules {
  return {
    list: () => shownRequestRules(world),
    async add(given, place) {
      const { value, warnings } = await readRule(world, 'faults', given, idsOf(world.state.requestRules, given))
      world.setRequestRules(placed(world.state.requestRules, value, place))
      return { rule: shownIn(shownRequestRules(world), value.id), warnings }
    },
    remove(id) {
      const { requestRules: rules, faultMemory } = world.state
      const kept = rules.filter((rule) => rule.id !== id)
      world.setRequestRules(kept)
      delete faultMemory.requests[id]
      return kept.length < rules.length
    },
  }
}

/** How work goes. */
export function taskRules(world: Simulation): Rules {
  return {
    list: () => shownTaskRules(world),
    async add(given, place) {
      const { value, warnings } = await readRule(world, 'tasks', given, idsOf(world.state.taskRules, given))
      world.setTaskRules(placed(world.state.taskRules, value, place))
      return { rule: shownIn(shownTaskRules(world), value.id), warnings }
    },
    remove(id) {
      const { taskRules: rules, faultMemory } = world.state
      const kept = rules.filter((rule) => rule.id !== id)
      world.setTaskRules(kept)
      delete faultMemory.tasks[id]
      return kept.length < rules.length
    },
  }
}

/** What happens by itself. */
export function timelineRules(world: Simulation): Rules {
  return {
    list: () => shownEntries(world),
    async add(given) {
      const { value, warnings } = await readRule(world, 'timeline', given, idsOf(world.state.timeline, given))
      world.addToTimeline([value])
      // What would have been earlier happens now.
      if ((dueOf(world, value.id) ?? Infinity) <= world.now()) world.advanceTo(world.now())
      return { rule: shownIn(shownEntries(world), value.id), warnings }
    },
    remove: (id) => world.removeFromTimeline(id),
  }
}

/** @throws RuleConflict where the name is that of another */
function idsOf(rules: readonly { readonly id: string }[], given: unknown): string[] {
  const { name } = (typeof given === 'object' && given !== null ? given : {}) as { readonly name?: unknown }
  if (rules.some(({ id }) => id === name)) {
    throw new RuleConflict(`there is one called '${String(name)}' already: remove that first, or give this another name`)
  }
  return rules.map(({ id }) => id)
}

function placed<T>(rules: readonly T[], rule: T, place: 'first' | 'last'): T[] {
  return place === 'first' ? [rule, ...rules] : [...rules, rule]
}

function shownIn(rules: readonly ShownRule[], id: string): ShownRule {
  return rules.find((rule) => rule.id === id)!
}

function shownRequestRules(world: Simulation): ShownRule[] {
  const { requestRules: rules, faultMemory } = world.state
  const last = new Map<string, number>()
  const nearly = new Map<string, number>()
  if (rules.length > 0) {
    for (const entry of world.journal.requests()) {
      if (entry.rule !== null) last.set(entry.rule.id, entry.seq)
      for (const { id } of entry.nearly ?? []) nearly.set(id, (nearly.get(id) ?? 0) + 1)
    }
  }
  return rules.map((rule) => {
    const { id, when: { window } } = rule
    const memory = Object.hasOwn(faultMemory.requests, id) ? faultMemory.requests[id] : undefined
    const openedAt = memory?.openedAt ?? null
    return {
      id, does: describeRequestRule(rule), form: requestRuleForm(rule),
      counts: {
        acted: memory?.acted ?? 0, nearly: nearly.get(id) ?? 0, last: last.get(id) ?? null,
        questions: memory?.questions ?? 0, sends: memory?.sends ?? 0,
        ...(window?.kind === 'after' && { openedAt: openedAt === null ? null : instantText(world, openedAt) }),
      },
    }
  })
}

function shownTaskRules(world: Simulation): ShownRule[] {
  const { taskRules: rules, faultMemory } = world.state
  return rules.map((rule) => ({
    id: rule.id, does: describeTaskRule(rule), form: taskRuleForm(rule), counts: { decided: faultMemory.tasks[rule.id] ?? 0 },
  }))
}

function shownEntries(world: Simulation): ShownRule[] {
  const { timeline, timelineRuns } = world.state
  return timeline.map((entry) => {
    const due = dueOf(world, entry.id)
    return {
      id: entry.id, does: `${describeTrigger(entry.when)}: ${describeAction(entry.action)}`, form: entryForm(entry),
      counts: { happened: timelineRuns[entry.id] ?? 0, next: due === null ? null : instantText(world, due) },
    }
  })
}

/** When an entry happens next, as far as that is known. */
function dueOf(world: Simulation, id: string): Instant | null {
  let due: Instant | null = null
  for (const { due: at, event } of world.clock.state.queue.heap) {
    if (event.kind === 'timeline' && event.id === id && (due === null || at < due)) due = at
  }
  return due
}
