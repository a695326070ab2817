import { built } from '../built.ts'
import { start } from '../child.ts'
import { startLoad } from '../load.ts'
import type { Mark } from '../mark.ts'
import { spreadOf } from '../pairs.ts'
import { freeAddresses, simulator } from '../programs.ts'

/** Warm: from here on memory must not grow. */
const warmRequests = 10_000

/**
 * Memory after very many requests against after few.
 *
 * @param requests `BENCH_REQUESTS`, by default a million
 */
export async function flatMemory(requests: number): Promise<Mark[]> {
  const child = await start(simulator({ agents: await freeAddresses(1) }))
  const load = await startLoad()
  const send = (count: number): Promise<number> => load.cpuPerRequest(child, { url: child.url, target: '/api/v1/info', count })
  await send(warmRequests)
  const before = await child.ask('memory')
  await send(requests - warmRequests)
  const after = await child.ask('memory')
  await Promise.all([child.end(), load.end()])
  const mark = (what: string, now: number, then: number, most: number): Mark => ({
    what: `${what} after ${requests.toLocaleString('en')} requests`, ours: mebibytes(now), against: `after ${warmRequests.toLocaleString('en')}: ${mebibytes(then)}`,
    value: spreadOf([now / then]), reach: { most }, unit: '×',
  })
  return [
    mark('heap, collected,', after.heap, before.heap, 1.1),
    mark('resident memory', after.resident, before.resident, 1.1),
  ]
}

/**
 * Virtual seconds in a second of CPU: of DAGs that wait, as work of a cluster does, a tick each second; and beside them of DAGs that end at
 * their second tick, where most of the time goes into making them.
 */
export async function virtualTime(): Promise<Mark[]> {
  const measure = async (what: string, takes: string, dags: number, reach: Mark['reach']): Promise<Mark> => {
    const child = await start({ command: [built('virtual.mjs')], channel: 'program', env: { TAKES: takes } })
    const speeds: number[] = []
    for (let count = 0; count < 14; count++) speeds.push(await child.tell<number>(dags) / 1e6)
    await child.end()
    const value = spreadOf(speeds.slice(4))
    return { what, ours: `${value.median.toFixed(2)} million s`, against: 'a second of CPU', value, reach, unit: ' million' }
  }
  return [
    await measure('virtual time in process, joins that take 50 minutes', '50m', 100, { least: 1 }),
    await measure('the same of joins that take two ticks', '0s', 10_000, null),
  ]
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MiB`
}
