import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { startSimulator, type RunningSimulator } from '../../src/index.ts'

/** A simulator in this process whose agents have homes on disk, with sockets and pid files in them. */
export interface Homes {
  readonly sim: RunningSimulator
  /** Of the first agent, the second, …, which believe in 127.0.0.1:2886, :2887, … */
  readonly homes: readonly string[]
}

/** Starts it in folders of its own; both are gone at the end of the test. */
export async function startWithHomes(agents: number, more: Readonly<Record<string, unknown>> = {}): Promise<Homes> {
  const folder = await mkdtemp(join(tmpdir(), 'obshell-sim-'))
  const homes = Array.from({ length: agents }, (_, index) => join(folder, `h${index + 1}`))
  for (const home of homes) await mkdir(home)
  const scenario = {
    version: 1, ...more,
    agents: Object.fromEntries(homes.map((home, index) => [`a${index + 1}`, { address: `127.0.0.1:${2886 + index}`, home, sockets: true }])),
  }
  const sim = await startSimulator({ scenario: JSON.stringify(scenario) })
  onTestFinished(async () => {
    await sim.close()
    await rm(folder, { recursive: true })
  })
  return { sim, homes }
}
