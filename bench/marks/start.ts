import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { built } from '../built.ts'
import { start, type Program } from '../child.ts'
import { costs, middle, type Mark } from '../mark.ts'
import { inPairs, spreadOf, type Pair } from '../pairs.ts'
import { freeAddresses, simulator } from '../programs.ts'

const bare: Program = { command: [built('bare.mjs')] }
const idleMs = 1_000

/** From spawn to `ready` with three agents, against the bare app's first answer: CPU time, and beside it the wall's. */
export async function startUp(): Promise<Mark[]> {
  const walls: Pair[] = []
  const three = simulator({ agents: await freeAddresses(3) })
  let ourMs = 0
  const ours = async (): Promise<number> => {
    const child = await start(three)
    ourMs = child.readyMs
    const cpu = await child.ask('cpu')
    await child.end()
    return cpu / 1_000
  }
  const theirs = async (): Promise<number> => {
    const before = performance.now()
    const child = await start(bare)
    await (await fetch(`${child.url}/api/v1/info`)).text()
    walls.push({ ours: ourMs, theirs: performance.now() - before })
    const cpu = await child.ask('cpu')
    await child.end()
    return cpu / 1_000
  }
  const pairs = await inPairs(15, ours, theirs)
  const mark = (what: string, measured: readonly Pair[], reach: Mark['reach']): Mark => ({
    what, ours: `${middle(measured, 'ours').toFixed(0)} ms`, against: `bare Hono to its first answer: ${middle(measured, 'theirs').toFixed(0)} ms`,
    value: costs(measured), reach, unit: '×',
  })
  return [mark('spawn to `ready`, 3 agents, CPU', pairs, { most: 1.3 }), mark('the same by the wall', walls.slice(1), null)]
}

/** What an idle process holds, after one answer. Both run without the probe. */
export async function idleMemory(): Promise<Mark> {
  const resident = (program: Program) => async (): Promise<number> => {
    const child = await start({ ...program, channel: 'none' })
    await (await fetch(`${child.url}/api/v1/info`)).text()
    await sleep(idleMs)
    const kib = child.residentKib()
    await child.end()
    return kib / 1024
  }
  const pairs = await inPairs(5, resident(simulator({ agents: await freeAddresses(3) })), resident(bare))
  return {
    what: 'resident memory, idle, 3 agents', ours: `${middle(pairs, 'ours').toFixed(1)} MiB`,
    against: `bare Hono: ${middle(pairs, 'theirs').toFixed(1)} MiB`,
    value: costs(pairs), reach: { most: 1.3 }, unit: '×',
  }
}

/** A thousand agents, each with a socket of its own, from spawn to `ready`. */
export async function thousandAgents(): Promise<Mark> {
  const file = built('thousand.json')
  const agents = Array.from({ length: 1_000 }, (_, index) => ({ address: `127.0.0.1:${10_000 + index}`, listen: '127.0.0.1:0' }))
  writeFileSync(file, JSON.stringify({ version: 1, agents }))
  const cpus: number[] = []
  const walls: number[] = []
  for (let count = 0; count < 5; count++) {
    const child = await start(simulator({ scenario: file }))
    walls.push(child.readyMs / 1_000)
    cpus.push(await child.ask('cpu') / 1_000)
    await child.end()
  }
  return {
    what: '1,000 agents listening, spawn to `ready`', ours: `CPU ${spreadOf(cpus).median.toFixed(0)} ms`, against: 'a second by the wall',
    value: spreadOf(walls), reach: { most: 1 }, unit: ' s',
  }
}
