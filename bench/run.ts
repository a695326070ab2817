/**
 * `npm run bench`: what the simulator costs, as ratios against what it is built on, both sides measured in this one run.
 *
 *     npm run bench                      all of it, about two minutes
 *     npm run bench -- start memory      only what is named
 *     npm run bench -- --check           exit code 1 when a mark is missed
 *     BENCH_REQUESTS=100000 npm run bench
 *
 * @module
 */
import { buildChildren } from './built.ts'
import { machineText } from './machine.ts'
import { isReached, type Breakdown, type Mark } from './mark.ts'
import { flatMemory, virtualTime } from './marks/endurance.ts'
import { crowdedDag, encryptedDag, openInfo } from './marks/requests.ts'
import { explaining, steering } from './marks/steer.ts'
import { idleMemory, startUp, thousandAgents } from './marks/start.ts'
import { breakdownOf, tableOf } from './table.ts'

const requests = Number(process.env['BENCH_REQUESTS'] ?? 1_000_000)

const measures: Readonly<Record<string, () => Promise<readonly (Mark | Breakdown)[]>>> = {
  info: openInfo,
  encrypted: encryptedDag,
  start: startUp,
  memory: async () => [await idleMemory()],
  steer: steering,
  explain: async () => [await explaining()],
  crowd: async () => [await crowdedDag()],
  flat: () => flatMemory(requests),
  virtual: virtualTime,
  thousand: async () => [await thousandAgents()],
}

const named = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const unknown = named.find((name) => measures[name] === undefined)
if (unknown !== undefined || !Number.isInteger(requests) || requests < 20_000) {
  process.stderr.write(unknown === undefined
    ? 'BENCH_REQUESTS must be a whole number of at least 20000\n'
    : `nothing is called '${unknown}'; there are ${Object.keys(measures).join(', ')}\n`)
  process.exit(2)
}

await buildChildren()
process.stdout.write(`${machineText()}\n`)
const results: (Mark | Breakdown)[] = []
for (const [name, measure] of Object.entries(measures)) {
  if (named.length > 0 && !named.includes(name)) continue
  process.stderr.write(`measuring ${name} …\n`)
  results.push(...await measure())
}
const marks = results.filter((result) => 'value' in result)
process.stdout.write(`\n${tableOf(marks)}\n`)
for (const result of results) if ('shares' in result) process.stdout.write(`\n${breakdownOf(result)}\n`)
if (process.argv.includes('--check') && !marks.every(isReached)) process.exitCode = 1
