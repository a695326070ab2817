import { afterEach, expect, test, vi } from 'vitest'
import { onTerminal } from './terminal.ts'

afterEach(() => vi.unstubAllEnvs())

test('colours are for terminals, and for those who have not said no', () => {
  vi.stubEnv('NO_COLOR', undefined)
  expect(onTerminal({ isTTY: true, columns: 80 })).toEqual({ colours: true, columns: 80 })
  expect(onTerminal({ isTTY: false, columns: 80 })).toEqual({ colours: false, columns: 100 })
  vi.stubEnv('NO_COLOR', '1')
  expect(onTerminal({ isTTY: true, columns: 0 })).toEqual({ colours: false, columns: 100 })
  vi.stubEnv('NO_COLOR', '')
  expect(onTerminal({ isTTY: true, columns: 80 }).colours).toBe(true)
})
