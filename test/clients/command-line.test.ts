import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { comparable, pretty, type Json } from '../sdk/document.ts'
import { run } from '../sdk/process.ts'
import { spawnSimulator, type SimulatorProcess } from '../support/simulator.ts'
import { document, exchange, type Exchange } from './answer.ts'

const binary = process.env['OBSHELL_CLI'] ?? ''
if (binary === '') console.warn('SKIPPED: the test with the official command line, because OBSHELL_CLI does not name its binary.')

/** Two agents in homes of their own, the observer of the second not to be started. */
interface Homes {
  readonly simulator: SimulatorProcess
  readonly homes: readonly [string, string]
}

describe.skipIf(process.platform === 'win32')('over the sockets in the homes of agents', () => {
  test('the requests of the official command line are answered', async () => {
    const { simulator, homes: [a, b] } = await startedInHomes()
    const exchanges: Exchange[] = []
    const asked = async (home: string, method: string, path: string, body?: Json, socket = 'obshell'): Promise<string> => {
      const seen = await askSocket(join(home, 'run', `${socket}.sock`), `${home} ${method}`, path, method, body)
      exchanges.push(seen)
      return String((seen.body as { readonly data?: { readonly id?: string } })?.data?.id)
    }
    const get = async (home: string, path: string): Promise<string> => asked(home, 'GET', `/api/v1${path}`)
    const task = async (home: string, path: string, body: Json): Promise<string> => {
      const id = await asked(home, 'POST', `/api/v1${path}`, body)
      return get(home, `/task/dag/${id}`)
    }
    const joining = (zoneName: string): Json => ({ agentInfo: { ip: '127.0.0.1', port: 2886 }, zoneName, masterPassword: '' })
    const configuring = (observerConfig: Json, target: string): Json => ({ observerConfig, restart: false, scope: { type: 'SERVER', target: [target] } })

    await asked(a, 'GET', '/api/v1/status', undefined, 'daemon')
    for (const path of ['/status', '/ob/info']) await get(a, path)
    await asked(b, 'POST', '/api/v1/agent/join', joining('zone2')) // before there is a master
    await task(a, '/agent/join', joining('zone1'))
    await task(a, '/observer/config', configuring({ mysql_port: '2881', rpc_port: '2882' }, '127.0.0.1:2886'))
    // A follower removes itself, in a task of its own, where over TCP its master would do it.
    await task(b, '/agent/join', joining('zone2'))
    await task(b, '/agent/remove', { ip: '127.0.0.1', port: 2887 })
    await task(b, '/agent/join', joining('zone2'))
    await task(b, '/observer/config', configuring({ mysql_port: '2883', rpc_port: '2884' }, '127.0.0.1:2887'))
    for (const path of ['/ob/info', '/agents/status', '/task/dag/unfinish']) await get(b, path)
    await task(a, '/obcluster/config', { clusterId: 1, clusterName: 'test', rsList: null, rootPwd: 'secret' })
    // No credential is asked for, whatever the password is.
    const failed = await task(a, '/ob/init', { import_script: false, create_proxyro_user: false, proxyro_password: '' })
    await get(a, '/task/dag/unfinish')
    await asked(b, 'POST', '/api/v1/agent/remove', { ip: '127.0.0.1', port: 2887 }) // while the master is busy
    await asked(a, 'POST', `/api/v1/task/dag/${failed}`, { operator: 'ROLLBACK' })
    await get(a, `/task/dag/${failed}`)
    await task(a, '/agent/remove', { ip: '127.0.0.1', port: 2887 })
    await asked(a, 'POST', '/api/v1/agent/remove', { ip: '127.0.0.1', port: 2887 }) // gone already
    await task(a, '/agent/remove', { ip: '127.0.0.1', port: 2886 })
    for (const home of [a, b]) await get(home, '/ob/info')

    const text = JSON.stringify(document(exchanges, [])).replaceAll(a, '<home a>').replaceAll(b, '<home b>')
    await expect(`${pretty(JSON.parse(text) as Json)}\n`).toMatchFileSnapshot('command-line.requests.expected.json')
    expect(simulator.complaints).toEqual([])
  })

  test.skipIf(binary === '')('the official command line shows, joins, configures, initialises in vain, rolls back and removes', async () => {
    const { simulator, homes: [a, b] } = await startedInHomes()
    for (const home of [a, b]) {
      // It takes the folder above its own for its home, and wants an observer there.
      await mkdir(join(home, 'bin'))
      await copyFile(binary, join(home, 'bin', 'obshell'))
      await writeFile(join(home, 'bin', 'observer'), '#!/bin/sh\n')
      for (const program of ['obshell', 'observer']) await chmod(join(home, 'bin', program), 0o755)
    }
    const documented: Json[] = []
    const obshell = async (home: string, line: string): Promise<string> => {
      const { code, stdout, stderr } = await run(join(home, 'bin', 'obshell'), line.split(' '), { env: { OBSHELL_TELEMETRY_ENABLED: '0', OB_TELEMETRY: '0' } })
      const printed = stdout + stderr
      documented.push({ command: `${home}/bin/obshell ${line}`, code, printed: plain(printed).trimEnd().split('\n') })
      return printed
    }

    await obshell(a, 'cluster show')
    await obshell(b, 'cluster join -s 127.0.0.1:2886 -z zone2')
    await obshell(a, 'cluster join -s 127.0.0.1:2886 -z zone1 -o mysql_port=2881,rpc_port=2882')
    await obshell(b, 'cluster join -s 127.0.0.1:2886 -z zone2')
    await obshell(b, 'cluster remove -s 127.0.0.1:2887 -y')
    await obshell(b, 'cluster join -s 127.0.0.1:2886 -z zone2 -o mysql_port=2883,rpc_port=2884')
    await obshell(a, 'cluster show -d')
    await obshell(b, 'cluster show')
    await obshell(a, 'task show')
    await obshell(a, 'cluster init -n test -i 1 --rp secret')
    const id = /\bid: (\d+)/.exec(await obshell(a, 'task show'))?.[1] ?? 'none'
    await obshell(a, `task show -i ${id} -d`)
    await obshell(a, 'cluster init -n test -i 1 --rp secret')
    await obshell(a, 'cluster remove -s 127.0.0.1:2887 -y')
    await obshell(a, `task rollback -i ${id} -y`)
    await simulator.settle()
    await obshell(a, `task show -i ${id}`)
    await obshell(a, 'cluster remove -s 127.0.0.1:2887 -y')
    await obshell(a, 'cluster remove -s 127.0.0.1:2886 -y')
    await obshell(b, 'cluster show')

    const text = JSON.stringify(documented).replaceAll(a, '<home a>').replaceAll(b, '<home b>')
    await expect(`${pretty(comparable(text, []))}\n`).toMatchFileSnapshot('command-line.expected.json')
    expect(simulator.complaints).toEqual([])
    // It looks at a task a second after it has made it, whatever the clock.
  }, 60_000)
})

/**
 * They believe to be 127.0.0.1:2886 and :2887, whatever their ports are, and their homes have names of one length, whatever the folder
 * for temporary files is: tables are as wide as what is in them, and lines are folded where they are too long.
 */
async function startedInHomes(): Promise<Homes> {
  const folder = await mkdtemp(join(tmpdir(), 'obshell-sim-').padEnd(64, '-'))
  const homes = [join(folder, 'a'), join(folder, 'b')] as const
  for (const home of homes) await mkdir(home)
  const simulator = await spawnSimulator({
    agents: 2,
    scenario: (places) => ({
      version: 1,
      agents: places.map(({ address }, index) => ({
        address: `127.0.0.1:${2886 + index}`, listen: address, home: homes[index]!, sockets: true,
        ...(index === 1 ? { observer: { start: { exits: 1, prints: 'no space left\n' } } } : {}),
      })),
    }),
  })
  onTestFinished(async () => {
    expect(await simulator.stop()).toBe(0)
    await rm(folder, { recursive: true })
  })
  return { simulator, homes }
}

async function askSocket(socketPath: string, who: string, path: string, method: string, body?: Json): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, method, path, agent: false, headers: body === undefined ? {} : { 'Content-Type': 'application/json' } }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (piece: string) => (text += piece)).once('end', () => resolve(exchange(`${who} ${path}`, answer.statusCode ?? 0, answer.headers, text)))
    })
    sent.once('error', reject)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

/** What was printed, without colours, and with times that are the same in each run. */
function plain(printed: string): string {
  return printed.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '').replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?/g, '<time>')
}
