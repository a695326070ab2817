import type { Invariant } from './invariant.ts'

export const time: Invariant = {
  name: 'time',
  sentence: 'Time never goes back, nothing in the queue waits for what is past, and the queue is in its order.',
  create() {
    let before = 0
    return ({ world, isFirst }) => {
      const { now, queue: { heap, nextSeq } } = world.state.clock
      if (!isFirst && now < before) return `time went back from ${before} to ${now}`
      before = now
      const late = heap.find(({ due }) => due < now)
      if (late !== undefined) return `an event is due at ${late.due}, ${now - late.due} µs ago: ${JSON.stringify(late.event)}`
      if (new Set(heap.map(({ seq }) => seq)).size !== heap.length || heap.some(({ seq }) => seq >= nextSeq)) return 'two events have the same number, or one that is still to be given'
      const wrong = heap.findIndex(({ due, seq }, place) => {
        const parent = heap[(place - 1) >> 1]
        return place > 0 && (parent!.due > due || (parent!.due === due && parent!.seq > seq))
      })
      return wrong < 0 ? null : `the heap is no heap at ${wrong}`
    }
  },
}
