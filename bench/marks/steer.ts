import { spawnSync } from 'node:child_process'
import { built } from '../built.ts'
import { start } from '../child.ts'
import type { SteerOrder } from '../children/steer.ts'
import { middle, type Mark } from '../mark.ts'
import { inPairs, spreadOf, type Pair, type Spread } from '../pairs.ts'

/** What the journal, rules and a reset cost. */
export async function steering(): Promise<Mark[]> {
  const child = await start({ command: [built('steer.mjs')], channel: 'program' })
  const tell = (order: SteerOrder) => () => child.tell<number>(order)
  const journal: number[] = []
  for (let round = 0; round < 16; round++) journal.push(await tell({ what: 'journal', count: 50_000 })())
  const rules = await inPairs(15, tell({ what: 'request', rules: 100, count: 20_000 }), tell({ what: 'request', rules: 0, count: 20_000 }))
  const resets: number[] = []
  for (let round = 0; round < 12; round++) resets.push(await tell({ what: 'reset', count: 50 })())
  await child.end()
  const written = spreadOf(journal.slice(3))
  const reset = inMillis(spreadOf(resets.slice(2)))
  return [
    { what: 'an entry of the journal', ours: micros(written.median), against: 'nothing', value: written, reach: { most: 1 }, unit: ' µs' },
    { what: '100 rules, a request that none acts on', ours: micros(middle(rules, 'ours')), against: `no rules: ${micros(middle(rules, 'theirs'))}`, value: differences(rules), reach: { most: 2 }, unit: ' µs more' },
    { what: 'reset of three agents', ours: `${reset.median.toFixed(2)} ms`, against: 'nothing', value: reset, reach: { most: 1 }, unit: ' ms' },
  ]
}

/** `explain` of the largest scenario, process and all. */
export async function explaining(): Promise<Mark> {
  const run = (...words: string[]) => async (): Promise<number> => {
    const before = performance.now()
    const { status, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...words], { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return performance.now() - before
  }
  const pairs = await inPairs(9, run('explain', 'a-thousand-agents'), run('--version'))
  return {
    what: 'explain of a thousand agents', ours: `${middle(pairs, 'ours').toFixed(0)} ms`, against: `--version: ${middle(pairs, 'theirs').toFixed(0)} ms`,
    value: spreadOf(pairs.map(({ ours }) => ours)), reach: { most: 300 }, unit: ' ms',
  }
}

function differences(pairs: readonly Pair[]): Spread {
  return spreadOf(pairs.map(({ ours, theirs }) => ours - theirs))
}

function inMillis({ median, low, high }: Spread): Spread {
  return { median: median / 1000, low: low / 1000, high: high / 1000 }
}

function micros(value: number): string {
  return `${value.toFixed(2)} µs`
}
