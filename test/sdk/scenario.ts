import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { spawnSimulator, type SimulatorProcess } from '../support/simulator.ts'
import { comparable, type Json } from './document.ts'

/** What a program of python/scenarios_*.py or go/scenarios_*.go prints. */
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

/** What one call of an SDK came to. Python raises, Go returns a failure or panics. */
export interface StoryCall {
  readonly call: string
  readonly returned?: Json
  readonly raised?: { readonly type: string; readonly text?: string; readonly code?: number; readonly err_code?: string }
  readonly failed?: { readonly type: string; readonly text?: string; readonly code?: number }
  readonly panicked?: string
  /** What clients sent meanwhile, as the journal has it: `agent operation status errCode`, with `n ×` before equal ones that follow each other. */
  readonly sent: readonly string[]
  /** What the SDK got no answer to, or half of one: `agent exception`. Of Go it is not known. */
  readonly lost?: readonly string[]
  /** How often it slept, and how long: `n × 3 s`. */
  readonly slept?: readonly string[]
  /** The journal's reasons for refusals. */
  readonly why?: readonly string[]
}

/** Starts a simulator that plays a scenario of ours as it is, but for its sockets, which are at free ports. */
export async function playScenario(name: string, args: readonly string[] = []): Promise<SimulatorProcess> {
  const file = fileURLToPath(new URL(`../../scenarios/${name}/scenario.yaml`, import.meta.url))
  const { agents } = parse(await readFile(file, 'utf8')) as { agents: Record<string, unknown> }
  const names = Object.keys(agents)
  return spawnSimulator({
    agents: names.length, args,
    scenario: (places) => ({ version: 1, extends: name, agents: Object.fromEntries(names.map((agent, index) => [agent, { listen: places[index]!.address }])) }),
  })
}

/** A story as it is told at any ports: with the addresses that the agents believe to be theirs, and nobody's own sockets. */
export async function comparableStory(printed: string, simulator: SimulatorProcess): Promise<Story> {
  const views = await simulator.agentViews()
  const believed = new Map(simulator.agents.map(({ address }, index) => [address, String(views[index]!['address'])]))
  const text = printed
    .replace(/\b127\.0\.0\.1:\d+(?=->)/g, '<client>')
    .replace(/\b127\.0\.0\.1:\d+\b/g, (address) => believed.get(address) ?? address)
  return comparable(text, []) as unknown as Story
}

/** How often each agent got each operation with each outcome. */
export function sends(call: StoryCall): readonly { readonly count: number; readonly agent: string; readonly operation: string; readonly status: string; readonly errCode: string | null }[] {
  return call.sent.map((line) => {
    const [, count = '1', agent = '', operation = '', status = '', errCode = null] = /^(?:(\d+) × )?(\S+) (\S+) (no answer|\d+)(?: (?!\()(\S+))?/.exec(line) ?? []
    return { count: Number(count), agent, operation, status, errCode }
  })
}
