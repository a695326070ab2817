import { describe, expect, test } from 'vitest'
import { attack } from './attack.ts'

/** `npm run hostile` takes its time, and a seed of its own: OBSHELL_SIM_HOSTILE is `<requests>` or `<requests>:<seed>`. */
const [requests = 3_000, seed = 20261125] = (process.env['OBSHELL_SIM_HOSTILE'] ?? '').split(':').filter((part) => part !== '').map(Number)
/** After a third of the requests the process has what it needs, and by the end it has hardly more. */
const growthMaxMegabytes = 48

describe(`hostile requests, ${requests} from seed ${seed}`, () => {
  test.each<[what: string, how: { share: number; encryption: boolean; sound: boolean }]>([
    ['broken ones, to agents that ask for no credential', { share: 0.45, encryption: false, sound: false }],
    ['broken ones, to agents that ask for credentials', { share: 0.3, encryption: true, sound: false }],
    ['any body through every operation', { share: 0.25, encryption: false, sound: true }],
  ])('%s: each answer is an envelope or Go’s own, none is a bug, and none is owed', async (_what, { share, encryption, sound }) => {
    const most = Math.ceil(requests * share)
    const memory: { sent: number; megabytes: number }[] = []
    const { sent, wrong } = await attack({ seed, requests: most, encryption, sound, onMemory: (megabytes, soFar) => memory.push({ sent: soFar, megabytes }) })
    expect(wrong).toEqual([])
    expect(sent).toBeGreaterThanOrEqual(most)
    const settled = memory.find((one) => one.sent >= most / 3)!
    expect(memory.at(-1)!.megabytes - settled.megabytes, JSON.stringify(memory)).toBeLessThan(growthMaxMegabytes)
  }, 60_000 + requests * 20)
})
