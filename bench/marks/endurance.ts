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
    mark('resident memory', after.resident, before.resident, 1.3),
  ]
}

/** Virtual seconds in a second of CPU, by DAGs of agents that join themselves and leave. */
export async function virtualTime(): Promise<Mark> {
  const child = await start({ command: [built('virtual.mjs')], channel: 'program' })
  const speeds: number[] = []
  for (let count = 0; count < 12; count++) speeds.push(await child.tell<number>(10_000))
  await child.end()
  const { median, low, high } = spreadOf(speeds.slice(2))
  return {
    what: 'virtual time of join DAGs, in process', ours: `${(median / 1e6).toFixed(2)} million s`, against: 'a second of CPU',
    value: { median: median / 1e6, low: low / 1e6, high: high / 1e6 }, reach: { least: 1 }, unit: ' million',
  }
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MiB`
}
