import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EventQueue, type QueuedEvent, type QueueState } from './queue.ts'

/** What may be done to a queue. Few distinct dues, so that ties are common. */
const operation = fc.oneof(
  { weight: 4, arbitrary: fc.record({ push: fc.integer({ min: -3, max: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ cancel: fc.integer({ min: 0, max: 40 }) }) },
  { weight: 2, arbitrary: fc.constant('pop' as const) },
  { weight: 1, arbitrary: fc.constant('peek' as const) },
  { weight: 1, arbitrary: fc.constant('copy' as const) },
)

describe('EventQueue', () => {
  test('does what a sorted array does', () => {
    fc.assert(fc.property(fc.array(operation, { maxLength: 80 }), (operations) => {
      let queue = new EventQueue<string>()
      let model: QueuedEvent<string>[] = []
      let nextSeq = 1
      for (const done of operations) {
        if (done === 'pop') expect(queue.pop()).toEqual(model.shift())
        else if (done === 'peek') expect(queue.peek()).toEqual(model[0])
        else if (done === 'copy') queue = new EventQueue(JSON.parse(JSON.stringify(queue.state)) as QueueState<string>)
        else if ('push' in done) {
          const entry = { due: done.push, seq: nextSeq++, event: `event ${nextSeq}` }
          expect(queue.push(entry.due, entry.event)).toBe(entry.seq)
          model = [...model, entry].sort((a, b) => a.due - b.due || a.seq - b.seq)
        } else {
          expect(queue.cancel(done.cancel)).toBe(model.some(({ seq }) => seq === done.cancel))
          model = model.filter(({ seq }) => seq !== done.cancel)
        }
        expect(queue.size).toBe(model.length)
        expect(queue.list()).toEqual(model)
      }
      while (model.length > 0) expect(queue.pop()).toEqual(model.shift())
      expect(queue.pop()).toBeUndefined()
      expect(queue.state).toEqual({ heap: [], nextSeq })
    }))
  })

  test('numbers events from 1 and never uses a number again', () => {
    const queue = new EventQueue<string>()
    expect([queue.push(5, 'a'), queue.push(1, 'b')]).toEqual([1, 2])
    queue.cancel(1)
    queue.pop()
    expect(queue.push(0, 'c')).toBe(3)
  })
})
