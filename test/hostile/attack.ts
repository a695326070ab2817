import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { routes } from '../../src/openapi/index.ts'
import { loadScenario } from '../../src/scenario/index.ts'
import { Simulator } from '../../src/server/index.ts'
import { duplexPair } from '../support/duplex-pair.ts'
import { judge } from './answers.ts'
import { Chance } from './chance.ts'
import { mutated } from './mutate.ts'
import { agentRequest, validRequest, type Maker } from './requests.ts'

const password = 'secret'
/** An answer that has not come after so long never comes. */
const limitMs = 10_000
const together = 16

export interface Attack {
  readonly seed: number
  readonly requests: number
  readonly encryption: boolean
  /** Requests are well-formed, and go round all operations; what is random is what they say. */
  readonly sound?: boolean
  /** Called now and then, with how much memory the process has after a collection of garbage. */
  readonly onMemory?: (megabytes: number, sent: number) => void
}

export interface Outcome {
  readonly sent: number
  /** What was wrong, the first few, with what was sent. */
  readonly wrong: readonly string[]
}

/**
 * So many requests, most of them broken in some way, to three agents and the control API: over connections in this process and over real
 * sockets, at once, one after the other, in pieces, cut off, reset. Each is made from the seed and its number alone, but for what agents have
 * answered before.
 */
export async function attack({ seed, requests, encryption, sound = false, onMemory }: Attack): Promise<Outcome> {
  const wrong: string[] = []
  const scenario = JSON.stringify({
    version: 1, encryption: encryption ? 'on' : 'off',
    agents: {
      a: { address: '127.0.0.1:2886', listen: '127.0.0.1:0', ...(encryption ? { agentPassword: password } : {}) },
      b: { address: '127.0.0.1:2887', listen: '127.0.0.1:0', identity: 'MASTER', zone: 'zone1' },
      c: { address: '127.0.0.1:2888', listen: '127.0.0.1:0', identity: 'FOLLOWER', master: 'b', zone: 'zone2' },
    },
  })
  const simulator = new Simulator({
    scenario: await loadScenario(scenario, '<hostile>'), maxBody: 1024 * 1024,
    onBug: (error) => wrong.push(`onBug was told ${error instanceof Error ? error.stack : String(error)}`),
  })
  await simulator.listen()
  const names = ['a', 'b', 'c']
  const ports = simulator.urls().map((url) => Number(new URL(url).port))
  const keys = names.map((name) => (encryption ? simulator.world.publicKey(simulator.world.agent(name)!) : null))
  const seen: string[] = []
  let sent = 0

  const one = async (number: number): Promise<void> => {
    const chance = new Chance(seed * 1_000_003 + number)
    const agent = chance.below(names.length)
    const maker: Maker = { chance, seen: [...seen], publicKey: keys[agent]!, password }
    const several = sound ? [agentRequest(maker, routes[number % routes.length]!)] : Array.from({ length: chance.once(5) ? 1 + chance.below(4) : 1 }, () => {
      const valid = validRequest(maker)
      return chance.once(3) ? valid : mutated(valid, validRequest(maker), chance)
    })
    sent += several.length
    const bytes = Buffer.concat(several)
    const stream = chance.once(8) ? connect(ports[agent]!, '127.0.0.1') : inProcess(simulator, names[agent]!)
    const { received, whole, hung } = await exchange(stream, bytes, chance, sound)
    const problem = hung ? 'no answer, and no end' : judge(received, whole)
    if (problem !== null) wrong.push(`${problem}\n  number ${number} of seed ${seed} to ${names[agent]}: ${JSON.stringify(bytes.toString('latin1'))}`)
    for (const [, id] of received.toString('latin1').matchAll(/"id":"(\d{5,})"/g)) if (seen.length < 50) seen.push(id!)
  }

  try {
    for (let number = 0; sent < requests && wrong.length < 5;) {
      for (let round = 0; round < 50; round++, number += together) {
        await Promise.all(Array.from({ length: together }, (_, index) => one(number + index)))
      }
      wrong.push(...await isRight(ports))
      seen.length = 0
      onMemory?.(memory(), sent)
    }
  } finally {
    const closed = await Promise.race([simulator.close().then(() => true), sleep(limitMs, false)])
    if (!closed) wrong.push('the simulator does not end')
  }
  return { sent, wrong: wrong.slice(0, 5) }
}

function inProcess(simulator: Simulator, agent: string): Duplex {
  const [client, server] = duplexPair()
  simulator.front(agent).emit('connection', server)
  return client
}

/** The bytes go there whole, in pieces, or not to their end; what comes back is read. */
async function exchange(stream: Duplex, bytes: Buffer, chance: Chance, stays: boolean): Promise<{ received: Buffer; whole: boolean; hung: boolean }> {
  const parts: Buffer[] = []
  // Whether a socket was reset or closed: what has come until then counts.
  const closed = new Promise<void>((resolve) => stream.on('data', (part: Buffer) => parts.push(part)).on('error', () => {}).on('close', resolve).on('end', resolve))
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => { timer = setTimeout(resolve, limitMs, 'late') })
  const leaves = !stays && chance.once(12)
  const last = leaves ? chance.below(bytes.length + 1) : bytes.length
  for (let at = 0; at < last && stream.writable;) {
    const to = chance.once(3) ? Math.min(last, at + 1 + chance.below(100)) : last
    stream.write(bytes.subarray(at, to))
    at = to
    if (chance.once(2)) await new Promise((resolve) => { setImmediate(resolve) })
  }
  if (leaves) {
    if (chance.once(2)) await new Promise((resolve) => { setImmediate(resolve) })
    stream.destroy()
  } else {
    stream.end()
  }
  const hung = !leaves && await Promise.race([closed, late]) === 'late'
  clearTimeout(timer)
  stream.destroy()
  // A real socket may be reset, and then an answer be lost, when the agent refuses what it has not read.
  return { received: Buffer.concat(parts), whole: !leaves && !('remoteAddress' in stream), hung }
}

/** Whether agents that start anew answer as ever. @returns what is wrong */
async function isRight(ports: readonly number[]): Promise<string[]> {
  const reset = await fetch(`http://127.0.0.1:${ports[0]}/_sim/reset`, { method: 'POST', signal: AbortSignal.timeout(limitMs) })
  if (reset.status !== 200) return [`a reset is answered ${reset.status} ${await reset.text()}`]
  await reset.arrayBuffer()
  const identities = await Promise.all(ports.map(async (port) => {
    const info = await fetch(`http://127.0.0.1:${port}/api/v1/info`, { signal: AbortSignal.timeout(limitMs) })
    return ((await info.json()) as { data?: { identity?: string } }).data?.identity
  }))
  return identities.join() === 'SINGLE,MASTER,FOLLOWER' ? [] : [`after a reset the agents are ${identities.join()}`]
}

/** Megabytes of the process after a collection of garbage. */
function memory(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage().rss / 2 ** 20
}
