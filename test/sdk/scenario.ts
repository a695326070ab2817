import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { spawnSimulator, type SimulatorProcess } from '../support/simulator.ts'
import type { Json } from './document.ts'

/** What a program that lives through a scenario prints (python/story.py, go/story.go). */
export interface Story {
  /** The mode of the clock. */
  readonly clock: string
  readonly calls: readonly StoryCall[]
  /** How each agent is in the end: identity, zone, and what is wrong with it. */
  readonly agents: Readonly<Record<string, string>>
  readonly dags: readonly string[]
  /** Virtual time, from the ready world to the end. */
  readonly elapsed: string
}

/** What one call of an SDK came to. */
export interface StoryCall {
  readonly call: string
  readonly returned?: Json
  /** Of Python. */
  readonly raised?: { readonly type: string; readonly text?: string; readonly code?: number; readonly err_code?: string }
  /** Of Go. */
  readonly failed?: { readonly type: string; readonly text?: string; readonly code?: number }
  readonly panicked?: string
  /** What was sent meanwhile, as the journal has it: `agent operation status errCode`, with `n ×` before equal ones that follow each other. */
  readonly sent: readonly string[]
  /** What had no answer, or half of one: `agent exception`. Of Python only. */
  readonly lost?: readonly string[]
  /** How often the SDK slept, and how long: `n × 3 s`. */
  readonly slept?: readonly string[]
  /** The journal's reasons for refusals. */
  readonly why?: readonly string[]
}

/** A request that was sent so many times in a row. */
interface Sends {
  readonly count: number
  readonly agent: string
  readonly operation: string
  /** Or `no answer`. */
  readonly status: string
  readonly errCode: string | null
}

/** A scenario that a simulator plays. */
export interface Played {
  readonly simulator: SimulatorProcess
  /** What is printed there, as it would be if the agents listened where the scenario says. */
  told(printed: string): string
}

/** Starts a simulator that plays a scenario of ours as it is, but for its sockets, which are at free ports. */
export async function playScenario(name: string, args: readonly string[] = []): Promise<Played> {
  const file = fileURLToPath(new URL(`../../scenarios/${name}/scenario.yaml`, import.meta.url))
  const { agents } = parse(await readFile(file, 'utf8')) as { agents: Record<string, { address: string; listen?: string }> }
  const names = Object.keys(agents)
  const simulator = await spawnSimulator({
    agents: names.length, args,
    scenario: (places) => ({ version: 1, extends: name, agents: Object.fromEntries(names.map((agent, index) => [agent, { listen: places[index]!.address }])) }),
  })
  const places = new Map(simulator.agents.map(({ address }, index) => [address, agents[names[index]!]!.listen ?? agents[names[index]!]!.address]))
  return {
    simulator,
    told: (printed) => printed
      .replace(/\b127\.0\.0\.1:\d+(?=->)/g, '<client>')
      .replace(/\b127\.0\.0\.1:\d+\b/g, (address) => places.get(address) ?? address)
      // Credentials expire by real time.
      .replace(/\bTs expired \d+ s ago\b/g, 'Ts expired <some> s ago'),
  }
}

/** What was sent in a call. */
function sendsOf({ sent }: StoryCall): readonly Sends[] {
  return sent.map((line) => {
    const found = /^(?:(\d+) × )?(\S+) (\S+) (no answer|\d+)(?: ([^\s(]\S*))?/.exec(line)
    if (found === null) throw new Error(`'${line}' tells of no request`)
    const [, count = '1', agent, operation, status, errCode = null] = found
    return { count: Number(count), agent: agent!, operation: operation!, status: status!, errCode }
  })
}

/** How many of the sends of a call were refused. */
export function refusalsOf(call: StoryCall): number {
  return sendsOf(call).filter(({ errCode }) => errCode !== null).reduce((sum, { count }) => sum + count, 0)
}
