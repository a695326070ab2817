import type { TimelineEntry } from '../../../src/faults/index.ts'
import type { Invariant } from './invariant.ts'

export const timeline: Invariant = {
  name: 'timeline',
  sentence: 'What a scenario lets happen by itself happens at its times, as often as it may, and is told each time.',
  create() {
    const entries = new Map<string, TimelineEntry>()
    /** Those that were there from the beginning: others may come too late for their times. */
    const early = new Set<string>()
    const runs = new Map<string, number>()
    return ({ world: { state }, isNew, isFirst, happened }) => {
      if (isFirst) {
        runs.clear()
        for (const [id, count] of Object.entries(state.timelineRuns)) runs.set(id, count)
      }
      if (isNew) for (const { id } of state.timeline) early.add(id)
      for (const entry of state.timeline) entries.set(entry.id, entry)
      for (const one of isFirst ? [] : happened) {
        if (one.kind !== 'action' || one.id === null) continue
        const entry = entries.get(one.id)
        if (entry === undefined) return `event ${one.seq} is told of '${one.id}' of the timeline, which is not there`
        const { when } = entry
        const run = (runs.get(one.id) ?? 0) + 1
        runs.set(one.id, run)
        if (when.kind !== 'at' && when.times !== null && run > when.times) return `'${one.id}' happened for the ${run}th time of ${when.times}`
        if (when.kind === 'at' && run > 1) return `'${one.id}' happened twice`
        const due = when.kind === 'at' ? when.at : when.kind === 'every' ? when.from + (run - 1) * when.every : null
        if (due !== null && early.has(one.id) && one.at !== state.start + due) return `'${one.id}' happened ${one.at - state.start} µs after the beginning, and was due at ${due}`
      }
      // What is taken out leaves nothing behind.
      for (const id of runs.keys()) if (!state.timeline.some((entry) => entry.id === id)) runs.delete(id)
      for (const [id, count] of runs) if ((state.timelineRuns[id] ?? 0) !== count) return `'${id}' has happened ${state.timelineRuns[id]} times, and was told ${count} times`
      return null
    }
  },
}
