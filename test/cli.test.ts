import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { scenarioOf } from '../src/cli/options.ts'

const command = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const manifest = (await import('../package.json', { with: { type: 'json' } })).default

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'obshell-sim-cli-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Runs the command to its end. */
async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [command, ...args], { env: { PATH: process.env['PATH'] ?? '', ...env } })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (part: Buffer) => { stdout += part.toString() })
  child.stderr.on('data', (part: Buffer) => { stderr += part.toString() })
  const [code] = await once(child, 'close') as [number | null]
  return { code, stdout, stderr }
}

/** Starts the command and waits for its `ready` line. */
async function start(args: readonly string[], env: Record<string, string> = {}): Promise<{ urls: string[]; stop: (signal?: NodeJS.Signals) => Promise<{ code: number | null; tookMs: number; stderr: string }> }> {
  const child = spawn(process.execPath, [command, ...args], { env: { PATH: process.env['PATH'] ?? '', ...env } })
  let stderr = ''
  child.stderr.on('data', (part: Buffer) => { stderr += part.toString() })
  const [line] = await once(child.stdout, 'data') as [Buffer]
  return {
    urls: line.toString().trim().split(' ').slice(1),
    async stop(signal = 'SIGTERM') {
      const began = performance.now()
      child.kill(signal)
      const [code] = await once(child, 'close') as [number | null]
      return { code, tookMs: performance.now() - began, stderr }
    },
  }
}

/** What the agent at `url` believes to be its address. */
async function believedAt(url: string): Promise<string> {
  const { data } = await (await fetch(`${url}/api/v1/info`)).json() as { data: { ip: string; port: number } }
  return `${data.ip}:${data.port}`
}

describe('obshell-sim', () => {
  test('says its version and its help', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' })
    const help = await run(['--help'])
    expect([help.code, help.stdout.includes('obshell-sim --scenario cluster.yaml --clock manual'), help.stderr]).toEqual([0, true, ''])
    expect((await run(['serve', '--help'])).stdout).toContain('OBSHELL_SIM_CLOCK')
  })

  test('lists the scenarios that come with it', async () => {
    const { code, stdout, stderr } = await run(['scenarios'])
    expect([code, stdout.split('\n').map((line) => line.split(' ')[0]), stderr]).toEqual([0, [...await namesOfScenarios(), ''], ''])
  })

  test('tells a set-up that is refused with one sentence', async () => {
    const { code, stderr } = await run(['--scenario', '{"version":1,"setup":[{"agent":"127.0.0.1:2886","call":"getTime","until":"SUCCEED"}]}'])
    expect([code, stderr]).toEqual([1, "<scenario>:1:23 setup: getTime of agent '127.0.0.1:2886' makes no DAG there, so that there is nothing that could be SUCCEED\n"])
  })

  test('refuses options that exclude each other', async () => {
    const { code, stderr } = await run(['--no-control', '--control-port', '5555'])
    expect([code, stderr]).toEqual([2, '--no-control and --control-port exclude each other: without /_sim there is nothing to ask\n'])
  })

  test('serves several agents and says where', async () => {
    const sim = await start(['--agents', '127.0.0.1:29871,127.0.0.1:29872', '--log', 'none'])
    expect(sim.urls).toEqual(['http://127.0.0.1:29871', 'http://127.0.0.1:29872'])
    expect((await sim.stop()).code).toBe(0)
  })

  test('listens at --host and --port upwards while the agents believe what --agents says', async () => {
    const sim = await start([], {
      OBSHELL_SIM_AGENTS: '10.10.10.1:2886,10.10.10.2:2886,10.10.10.3:2886', OBSHELL_SIM_HOST: '0.0.0.0', OBSHELL_SIM_PORT: '23861', OBSHELL_SIM_LOG: 'none',
    })
    const believed = await Promise.all(sim.urls.map((url) => believedAt(url.replace('0.0.0.0', '127.0.0.1'))))
    await sim.stop()
    expect([sim.urls, believed]).toEqual([
      ['http://0.0.0.0:23861', 'http://0.0.0.0:23862', 'http://0.0.0.0:23863'],
      ['10.10.10.1:2886', '10.10.10.2:2886', '10.10.10.3:2886'],
    ])
  })

  test('starts as many agents as --agents counts, from the first port on', async () => {
    const sim = await start(['--agents', '3', '--port', '23871', '--log', 'none'])
    const believed = await Promise.all(sim.urls.map(believedAt))
    await sim.stop()
    expect([sim.urls, believed]).toEqual([
      ['http://127.0.0.1:23871', 'http://127.0.0.1:23872', 'http://127.0.0.1:23873'],
      ['127.0.0.1:23871', '127.0.0.1:23872', '127.0.0.1:23873'],
    ])
  })

  test('lets a scenario say how many agents there are, if --agents is only a number', async () => {
    const sim = await start(['--port', '0', '--log', 'none'], { OBSHELL_SIM_AGENTS: '3', OBSHELL_SIM_SCENARIO: 'password-required' })
    const believed = await Promise.all(sim.urls.map(believedAt))
    await sim.stop()
    expect(believed).toEqual(['127.0.0.1:2886', '127.0.0.1:2887'])
  })

  test('takes an empty variable for one that is not set', async () => {
    const sim = await start(['--port', '0'], { OBSHELL_SIM_SCENARIO: '', OBSHELL_SIM_HOST: '', OBSHELL_SIM_AGENTS: '', OBSHELL_SIM_LOG: '', OBSHELL_SIM_MAX_BODY: '' })
    const believed = await Promise.all(sim.urls.map(believedAt))
    const { stderr } = await sim.stop()
    expect([believed, stderr.trimEnd().split('  ').slice(1)]).toEqual([['127.0.0.1:2886'], ['127.0.0.1:2886', 'getInfo', '200']])
  })

  test('takes its options from the environment, an option first', async () => {
    const sim = await start(['--seed', '5'], { OBSHELL_SIM_PORT: '0', OBSHELL_SIM_SEED: '6', OBSHELL_SIM_CLOCK: 'manual', OBSHELL_SIM_LOG: 'none', OBSHELL_SIM_NO_ENCRYPTION: 'yes' })
    const trace = async (): Promise<unknown> => ((await (await fetch(`${sim.urls[0]}/api/v1/info`)).json()) as { traceId: string }).traceId
    const seen = await trace()
    const clock = await (await fetch(`${sim.urls[0]}/_sim/clock`)).json() as { mode: string }
    const open = await fetch(`${sim.urls[0]}/api/v1/ob/info`)
    await sim.stop()
    const again = await start(['--port', '0', '--seed', '5', '--log', 'none'])
    const expected = ((await (await fetch(`${again.urls[0]}/api/v1/info`)).json()) as { traceId: string }).traceId
    await again.stop()
    expect([seen, clock.mode, open.status]).toEqual([expected, 'manual', 200])
  })

  test.each(['SIGTERM', 'SIGINT'] as const)('ends on %s within a second, idle connections included', async (signal) => {
    const sim = await start(['--port', '0', '--log', 'none'])
    const idle = connect(Number(new URL(sim.urls[0]!).port), '127.0.0.1')
    idle.write('GET /api/v1/info HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(idle, 'data')
    const { code, tookMs } = await sim.stop(signal)
    idle.destroy()
    expect(code).toBe(0)
    expect(tookMs).toBeLessThan(1000)
  })

  test('logs a line for each request, and why one was refused', async () => {
    const sim = await start(['--port', '0', '--log', 'pretty'])
    await fetch(`${sim.urls[0]}/api/v1/info`)
    await fetch(`${sim.urls[0]}/api/v1/ob/info`)
    const { stderr } = await sim.stop()
    expect(stderr.trimEnd().split('\n').map((line) => line.replace(/^\S+/, 'T'))).toEqual([
      'T  127.0.0.1:2886  getInfo  200',
      'T  127.0.0.1:2886  getObInfo  400  GET /api/v1/ob/info asks for a credential and none was sent',
    ])
  })

  test('refuses what it cannot do with one sentence and an exit code, without a stack', async () => {
    const taken = createServer()
    taken.listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const duplicate = join(folder, 'duplicate.yaml')
    await writeFile(duplicate, 'version: 1\nagents:\n  a: { address: 127.0.0.1:2886 }\n  b: { address: 127.0.0.1:2886 }\n')
    const cases: [string[], number, string][] = [
      [['--port', String(port)], 3, `cannot listen at 127.0.0.1:${port}: another process listens there; stop it or choose another port (--port, or \`listen:\` in the scenario)\n`],
      [['--port', '70000'], 2, "--port must be a whole number from 0 to 65535, not '70000'\n"],
      [['--clock', 'atuo'], 2, "--clock: unknown clock mode 'atuo': use one of auto, manual, real, offset, scaled, per-poll\n"],
      [['--obshell', '4.3.0.0'], 2, '--obshell: obshell 4.3.0.0 is not modelled: use one of 4.5.0.0\n'],
      [['--agents', '127.0.0.1:2886,127.0.0.1:2886'], 2, '--agents: 127.0.0.1:2886 is named twice; every agent needs an address of its own\n'],
      [['--agents', 'here'], 2, "--agents: 'here' is not an address: write it like 127.0.0.1:2886\n"],
      [['--agents', '0'], 2, "--agents must be a whole number from 1 to 1000, not '0'\n"],
      [['--agents', '3', '--port', '65534'], 2, '--port 65534: 3 agents need the ports from there on, and the last is 65535\n'],
      [['--agents', '10.10.10.1:2886,10.10.10.2:2886', '--host', '127.0.0.1'], 2, '--host 127.0.0.1: several agents would listen at 127.0.0.1:2886; say the first port with --port, and the others follow\n'],
      [['--agents', '127.0.0.1:2886', '--scenario', duplicate], 2, '--agents and --scenario exclude each other: the scenario names its agents\n'],
      [['--scenario', join(folder, 'none.yaml')], 2, `cannot read the scenario ${join(folder, 'none.yaml')}: there is no such file\n`],
      [['--scenario', folder], 2, `cannot read the scenario ${folder}: it is a folder; name the scenario.yaml in it\n`],
      [['--scenario', duplicate], 1, `${duplicate}:4:17 DUPLICATE_AGENT agents 'a' and 'b' are both at 127.0.0.1:2886\n`],
      [['--seed', 'x'], 2, "--seed must be a whole number from 0 to 9007199254740991, not 'x'\n"],
      [['--max-body', 'much'], 2, '--max-body much: write a size from 1 to 4GiB, such as 64MiB\n'],
      [['--log', 'loud'], 2, '--log loud: use pretty, json or none\n'],
      [['--host', '203.0.113.7'], 2, 'cannot listen at 203.0.113.7:2886: this machine has no such address; let the agent listen elsewhere (`listen:` in the scenario, or --host)\n'],
    ]
    const got = await Promise.all(cases.map(async ([args]) => {
      const { code, stdout, stderr } = await run(['--log', 'none', ...args])
      return [args, code, stdout + stderr]
    }))
    taken.close()
    expect(got).toEqual(cases)
  }, 60_000)

  test('tells an unknown option from a misspelt one', async () => {
    const { code, stderr } = await run(['--clok', 'auto'])
    expect([code, stderr]).toEqual([2, "error: unknown option '--clok'\n(Did you mean --clock?)\n(obshell-sim --help shows all options)\n"])
  })

  test('refuses a body over --max-body in an envelope', async () => {
    const sim = await start(['--port', '0', '--log', 'none', '--max-body', '1KiB'])
    const response = await fetch(`${sim.urls[0]}/api/v1/status`, { method: 'POST', body: 'x'.repeat(2000) })
    const body = await response.json() as { error: unknown }
    await sim.stop()
    expect([response.status, body.error]).toEqual([413, { errCode: 'Simulator.BodyTooLarge', message: 'The request body is larger than --max-body (1024 bytes)' }])
  })
})

/** What a container is given beside the image's own variables, in each YAML block of docs/ci.md. */
async function documentedEnvironments(): Promise<Record<string, string>[]> {
  const text = await readFile(new URL('../docs/ci.md', import.meta.url), 'utf8')
  const within = (value: unknown): Record<string, string>[] => {
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([key, inner]) => (['env', 'environment', 'variables'].includes(key) ? [inner as Record<string, string>] : within(inner)))
  }
  return [...text.matchAll(/^```yaml\n([^]*?)^```$/gm)].flatMap(([, block]) => within(parse(block!)))
}

/** The folders of `scenarios/`. */
async function namesOfScenarios(): Promise<string[]> {
  return (await readdir(new URL('../scenarios', import.meta.url))).sort()
}

describe('docs/ci.md', () => {
  test('names variables with which the image starts three agents where it says', async () => {
    const dockerfile = await readFile(new URL('../Dockerfile', import.meta.url), 'utf8')
    const image = Object.fromEntries([...dockerfile.matchAll(/^.*(OBSHELL_SIM_\w+)=(\S+)/gm)].map(([, name, value]) => [name, value]))
    const started = await Promise.all((await documentedEnvironments()).map(async (given) => {
      const set = Object.entries({ ...image, ...given }).filter(([, value]) => value !== '').map(([name, value]) => [name.replace('OBSHELL_SIM_', '').toLowerCase(), value])
      const { scenario: { agents } } = await scenarioOf({ encryption: true, control: true, log: 'none', ...Object.fromEntries(set) as Record<string, string> })
      return agents.map(({ ip, port, listen, aliases }) => `${ip}:${port} at ${[...listen, ...aliases].join(' or ')}`)
    }))
    expect(started).toEqual([
      ['127.0.0.1:2886 at 0.0.0.0:2886', '127.0.0.1:2887 at 0.0.0.0:2887', '127.0.0.1:2888 at 0.0.0.0:2888'],
      ['127.0.0.1:2886 at 0.0.0.0:2886', '127.0.0.2:2886 at 0.0.0.0:2887', '127.0.0.3:2886 at 0.0.0.0:2888'],
      ['10.10.10.1:2886 at 0.0.0.0:2886 or obshell:2886', '10.10.10.2:2886 at 0.0.0.0:2887 or obshell:2887', '10.10.10.3:2886 at 0.0.0.0:2888 or obshell:2888'],
      ['10.10.10.1:2886 at 0.0.0.0:2886 or ob1:2886', '10.10.10.2:2886 at 0.0.0.0:2887 or ob2:2887', '10.10.10.3:2886 at 0.0.0.0:2888 or ob3:2888'],
      ['10.10.1.10:2886 at 10.10.1.10:2886', '10.10.2.10:2886 at 10.10.2.10:2886', '10.10.3.10:2886 at 10.10.3.10:2886'],
    ])
  })
})
