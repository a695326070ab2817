import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Where an agent is, and what it believes to be its address. */
export interface AgentPlace {
  readonly host: string
  readonly port: number
  /** `host:port`. */
  readonly address: string
  readonly url: string
}

/** One request, as `--log json` tells it. */
export interface LogLine {
  readonly at: string
  /** The agent asked, `ip:port`. */
  readonly agent: string
  readonly method: string
  readonly target: string
  readonly operation: string | null
  readonly status: number
  readonly why: string | null
}

export interface SpawnOptions {
  /** How many agents, each at a free port of 127.0.0.1; by default one. */
  readonly agents?: number
  /** A scenario that names them; without it they are plain ones. */
  readonly scenario?: (agents: readonly AgentPlace[]) => Readonly<Record<string, unknown>>
  /** More arguments for `serve`, such as `--clock`, `manual`. */
  readonly args?: readonly string[]
}

/** A simulator in a process of its own, as users start it. */
export interface SimulatorProcess {
  readonly agents: readonly AgentPlace[]
  /** Requests so far, oldest first; grows. */
  readonly log: readonly LogLine[]
  /** What it wrote to stderr beside the log: bugs of ours, deprecations. */
  readonly complaints: readonly string[]
  /** A call to the control API. @returns the JSON answered @throws for a refusal, with the problem document */
  control(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>
  clock(): Promise<Record<string, unknown>>
  setMode(mode: string): Promise<Record<string, unknown>>
  /** Moves virtual time on by a duration such as `5s`. */
  advance(by: string): Promise<Record<string, unknown>>
  settle(): Promise<Record<string, unknown>>
  agentViews(): Promise<Record<string, unknown>[]>
  dags(): Promise<Record<string, unknown>[]>
  reset(): Promise<Record<string, unknown>>
  /** SIGTERM, as a supervisor ends it. @returns the exit code */
  stop(): Promise<number | null>
}

const command = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
/** The exit code for it (DESIGN §7). */
const addressTaken = 3
const readyWithinMs = 15_000

/** Starts `dist/cli.js serve` and waits until it says `ready`. @throws with what it printed when it ends instead */
export async function spawnSimulator({ agents = 1, scenario, args = [] }: SpawnOptions = {}): Promise<SimulatorProcess> {
  if (!existsSync(command)) throw new Error('dist/cli.js is not there: run `npm run build` first (npm test does)')
  for (let tries = 0; ; tries++) {
    const places = await freePlaces(agents)
    const started = await start(places, [...(scenario === undefined ? [] : ['--scenario', JSON.stringify(scenario(places))]), ...args])
    if ('ended' in started) {
      // Between looking for a free port and listening somebody else may have taken it.
      if (started.ended === addressTaken && tries < 5) continue
      throw new Error(`the simulator ended with ${started.ended} before it was ready: ${started.printed}`)
    }
    return started
  }
}

async function start(agents: readonly AgentPlace[], args: readonly string[]): Promise<SimulatorProcess | { ended: number | null; printed: string }> {
  const places = args.includes('--scenario') ? [] : ['--agents', agents.map(({ address }) => address).join(',')]
  const child = spawn(process.execPath, [command, 'serve', ...places, '--log', 'json', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('OBSHELL_SIM_') && name !== 'NODE_OPTIONS')),
  })
  const log: LogLine[] = []
  const complaints: string[] = []
  createInterface(child.stderr).on('line', (line) => {
    if (line.startsWith('{')) log.push(JSON.parse(line) as LogLine)
    else complaints.push(line)
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ready = new Promise<'ready'>((resolve) => createInterface(child.stdout).on('line', (line) => {
    if (line.startsWith('ready ')) resolve('ready')
  }))
  // No simulator outlives the tests, nor one that never gets ready its patience.
  const kill = (): void => void child.kill('SIGKILL')
  const patience = setTimeout(kill, readyWithinMs)
  process.once('exit', kill)
  void ended.then(() => process.off('exit', kill))
  const first = await Promise.race([ready, ended])
  clearTimeout(patience)
  if (first !== 'ready') return { ended: first, printed: complaints.join('\n') }

  const control = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    // Where the control API shares its port with an agent, it answers for a stopped agent, too.
    const response = await fetch(`${agents[0]!.url}/_sim${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} /_sim${path}: ${response.status} ${text}`)
    return JSON.parse(text) as Record<string, unknown>
  }
  return {
    agents, log, complaints, control,
    clock: () => control('GET', '/clock'),
    setMode: (mode) => control('PUT', '/clock', { mode }),
    advance: (by) => control('POST', '/clock/advance', { by }),
    settle: () => control('POST', '/clock/settle'),
    agentViews: async () => (await control('GET', '/agents'))['agents'] as Record<string, unknown>[],
    dags: async () => (await control('GET', '/dags'))['dags'] as Record<string, unknown>[],
    reset: () => control('POST', '/reset'),
    async stop() {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/**
 * Ascending, for agents list each other by address. Below the ports that the system gives to clients by itself, for one of these stays
 * taken for a minute after its use.
 */
async function freePlaces(count: number): Promise<AgentPlace[]> {
  const ports = new Set<number>()
  while (ports.size < count) {
    const port = randomInt(10_000, 32_000)
    if (await isFree(port)) ports.add(port)
  }
  return [...ports].sort((one, other) => one - other).map((port) => ({ host: '127.0.0.1', port, address: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}` }))
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
