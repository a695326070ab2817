import { describe, expect, test } from 'vitest'
import { isLocked, lock, locksOf, unlock } from './lock.ts'
import { createTaskStore } from './store.ts'

describe('locks', () => {
  test('are one for the agent and one for its obproxy', () => {
    expect((['none', 'global', 'obproxy'] as const).map(locksOf)).toEqual([null, 'global', 'obproxy'])
  })

  test('are independent of each other', () => {
    const store = createTaskStore()
    lock(store, 'obproxy')
    expect(store.locks).toEqual({ global: false, obproxy: true })
    expect([isLocked(store, 'none'), isLocked(store, 'global'), isLocked(store, 'obproxy')]).toEqual([false, false, true])
    lock(store, 'global')
    unlock(store, 'obproxy')
    expect(store.locks).toEqual({ global: true, obproxy: false })
  })

  test('mean nothing without maintenance', () => {
    const store = createTaskStore()
    lock(store, 'none')
    expect(store.locks).toEqual({ global: false, obproxy: false })
    lock(store, 'global')
    unlock(store, 'none')
    expect(store.locks).toEqual({ global: true, obproxy: false })
  })
})
