/**
 * `npm run simulate -- [--seeds N] [--from N] [--seed N] [--steps N] [--hash] [--counts] [--plan FILE]`: histories of chance, each from a seed, with all invariants after
 * every step, and each twice. See docs/simulation.md.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { simulate } from './simulate.ts'
import type { Plan } from './plan.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' }, from: { type: 'string', default: '1' }, seed: { type: 'string' }, steps: { type: 'string', default: '80' }, hash: { type: 'boolean', default: false },
    counts: { type: 'boolean', default: false }, plan: { type: 'string' },
  },
})
const seeds = values.seed === undefined ? Array.from({ length: Number(values.seeds) }, (_, place) => Number(values.from) + place) : [Number(values.seed)]
const plan = values.plan === undefined ? null : JSON.parse(readFileSync(values.plan, 'utf8')) as Plan
const isWell = simulate({ seeds, steps: Number(values.steps), plan, hash: values.hash, counts: values.counts, told: (line) => console.log(line) })
process.exitCode = isWell ? 0 : 1
