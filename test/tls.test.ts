import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as tlsConnect } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSimulator } from '../src/index.ts'
import { Authority } from '../src/server/tls/index.ts'
import { run } from './sdk/process.ts'

const command = fileURLToPath(new URL('../dist/cli.js', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'obshell-sim-tls-'))
})
afterAll(() => rm(folder, { recursive: true }))

interface Asked {
  readonly status: number
  readonly body: string
}

/** A request by a client that trusts an authority (null: nobody, but goes on all the same). */
async function ask(url: string, ca: string | null, options: { method?: string; body?: string; headers?: Record<string, string> } = {}): Promise<Asked> {
  const { method = 'GET', body, headers = {} } = options
  const trust = ca === null ? { rejectUnauthorized: false } : { ca }
  const sent = request(url, { method, headers, ...trust, agent: false })
  sent.end(body)
  const [response] = await once(sent, 'response') as [NodeJS.ReadableStream & { statusCode: number }]
  let text = ''
  for await (const part of response) text += String(part)
  return { status: response.statusCode, body: text }
}

/** What comes back to bytes in the clear, and how it ends. */
async function send(url: string, bytes: string): Promise<string> {
  const socket: Socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' })
  let received = ''
  socket.on('data', (part: Buffer) => { received += part.toString('latin1') })
  socket.write(bytes, 'latin1')
  await once(socket, 'end')
  socket.destroy()
  return received
}

describe('agents that speak TLS', () => {
  test('answer who trusts the authority, under each of their names', async () => {
    await using sim = await startSimulator({ tls: true, encryption: false, agents: ['10.10.10.1:2886'] })
    const { url } = sim.agents[0]!
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    const info = await ask(`${url}/api/v1/info`, sim.ca!)
    expect([info.status, (JSON.parse(info.body) as { data: { ip: string } }).data.ip]).toEqual([200, '10.10.10.1'])
    expect((await ask(url.replace('127.0.0.1', 'localhost') + '/api/v1/status', sim.ca!)).status).toBe(200)
    await expect(ask(`${url}/api/v1/info`, await new Authority(2).authority())).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
  })

  test('give anyone the certificate to trust, which follows from the seed', async () => {
    await using sim = await startSimulator({ tls: true, seed: 7 })
    const { status, body } = await ask(`${sim.agents[0]!.url}/_sim/ca.pem`, null, { headers: { Host: 'elsewhere.example', Origin: 'https://elsewhere.example' } })
    expect([status, body, sim.ca]).toEqual([200, await new Authority(7).authority(), body])
    await using plain = await startSimulator()
    const without = await fetch(`${plain.agents[0]!.url}/_sim/ca.pem`)
    expect([without.status, plain.ca]).toEqual([404, null])
  })

  test('tell a client in the clear to speak TLS, as Go does, and let garbage go', async () => {
    await using sim = await startSimulator({ tls: true })
    const { url } = sim.agents[0]!
    expect(await send(url, 'GET /api/v1/info HTTP/1.1\r\nHost: x\r\n\r\n')).toBe('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n')
    expect(await send(url, 'DELETE /x HTTP/1.1\r\nHost: x\r\n\r\n')).toBe('')
    expect(await send(url, '\x16\x03\x01\x00\x05\x01\x00\x00\x01\x28')).toMatch(/^\x15\x03.\x00\x02\x02/)
    expect((await ask(`${url}/api/v1/info`, sim.ca!)).status).toBe(200)
  })

  test('speak HTTP/1.1 to a client that would rather have HTTP/2', async () => {
    await using sim = await startSimulator({ tls: true })
    const client = tlsConnect({ port: Number(new URL(sim.agents[0]!.url).port), ca: sim.ca!, servername: 'localhost', ALPNProtocols: ['h2', 'http/1.1'] })
    await once(client, 'secureConnect')
    expect(client.alpnProtocol).toBe('http/1.1')
    client.destroy()
  })

  test('ask each other by https', async () => {
    await using sim = await startSimulator({ tls: true, encryption: false, agents: ['127.0.0.1:2886', '127.0.0.1:2887'] })
    const post = (agent: number, ip: string, port: number): Promise<Asked> =>
      ask(`${sim.agents[agent]!.url}/api/v1/agent/join`, sim.ca!, { method: 'POST', body: JSON.stringify({ agentInfo: { ip, port }, zoneName: 'zone1' }) })
    expect(JSON.parse((await post(1, '127.0.0.7', 9999)).body)).toMatchObject({
      error: { message: 'Unexpected error: get agent info failed: Request [GET]127.0.0.7:9999 to /api/v1/info failed: Get "https://127.0.0.7:9999/api/v1/info": dial tcp 127.0.0.7:9999: connect: connection refused' },
    })
    await post(0, '127.0.0.1', 2886)
    await sim.settle()
    expect((await post(1, '127.0.0.1', 2886)).status).toBe(200)
    expect((await sim.settle()).at(-1)).toMatchObject({ level: 'dag', name: 'Join to master', to: 'SUCCEED' })
  })

  test('reset their connections when they are stopped, and answer again', async () => {
    await using sim = await startSimulator({ tls: true })
    const { url } = sim.agents[0]!
    const client = tlsConnect({ port: Number(new URL(url).port), ca: sim.ca!, servername: 'localhost' })
    client.write('GET /api/v1/info HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(client, 'data')
    const failed = once(client, 'error')
    expect((await ask(`${url}/_sim/agents/127.0.0.1:2886/stop`, sim.ca!, { method: 'POST' })).status).toBe(200)
    expect((await failed)[0]).toMatchObject({ code: 'ECONNRESET' })
    await expect(ask(`${url}/api/v1/info`, sim.ca!)).rejects.toMatchObject({ code: 'ECONNRESET' })
    await ask(`${url}/_sim/agents/127.0.0.1:2886/start`, sim.ca!, { method: 'POST' })
    expect((await ask(`${url}/api/v1/info`, sim.ca!)).status).toBe(200)
  })

  test('close within a second, handshakes and idle connections included', async () => {
    const sim = await startSimulator({ tls: true })
    const port = Number(new URL(sim.agents[0]!.url).port)
    const idle = tlsConnect({ port, ca: sim.ca!, servername: 'localhost' })
    idle.on('error', () => {})
    const early = connect({ port, host: '127.0.0.1' })
    early.on('error', () => {})
    early.write('\x16\x03')
    await once(idle, 'secureConnect')
    const began = performance.now()
    await sim.close()
    expect(performance.now() - began).toBeLessThan(1000)
    early.destroy()
    idle.destroy()
  })
})

describe('the options of TLS', () => {
  async function start(args: readonly string[], env: Record<string, string> = {}): Promise<{ url: string; stop(): Promise<number | null> }> {
    const child = spawn(process.execPath, [command, '--port', '0', '--log', 'none', ...args], { env: { PATH: process.env['PATH'] ?? '', ...env } })
    const [line] = await once(child.stdout, 'data') as [Buffer]
    return {
      url: line.toString().trim().split(' ')[1] ?? '',
      async stop() {
        child.kill()
        return (await once(child, 'close') as [number | null])[0]
      },
    }
  }

  test('make certificates, by option and by environment', async () => {
    for (const [args, env] of [[['--tls', '--seed', '3'], {}], [[], { OBSHELL_SIM_TLS: 'yes', OBSHELL_SIM_SEED: '3' }]] as const) {
      const sim = await start(args, env)
      expect(sim.url).toMatch(/^https:/)
      expect((await ask(`${sim.url}/api/v1/info`, await new Authority(3).authority())).status).toBe(200)
      expect(await sim.stop()).toBe(0)
    }
    const off = await start([], { OBSHELL_SIM_TLS: 'no' })
    expect(off.url).toMatch(/^http:/)
    await off.stop()
  })

  test('take the certificate and the key that are given', async () => {
    const { pair, cert, key } = await files('given')
    const sim = await start(['--tls-cert', cert, '--tls-key', key])
    const client = tlsConnect({ port: Number(new URL(sim.url).port), ca: await new Authority(5).authority(), servername: 'agent.example' })
    await once(client, 'secureConnect')
    expect(client.getPeerCertificate().subject.CN).toBe('agent.example')
    client.destroy()
    expect((await ask(`${sim.url}/_sim/ca.pem`, null)).body).toBe(pair.cert)
    await sim.stop()
  })

  test('exclude each other, and need both files', async () => {
    const { cert, key } = await files('one')
    const other = await files('two', 6)
    const notPem = join(folder, 'not.pem')
    await writeFile(notPem, 'nothing')
    const none = join(folder, 'none.pem')
    const cases: [string[], string][] = [
      [['--tls', '--tls-cert', cert, '--tls-key', key], '--tls and --tls-cert exclude each other: --tls makes a certificate of its own\n'],
      [['--tls-cert', cert], `--tls-cert ${cert}: the private key that belongs to it is missing; name its file with --tls-key\n`],
      [['--tls-key', key], `--tls-key ${key}: the certificate that belongs to it is missing; name its file with --tls-cert\n`],
      [['--tls-cert', none, '--tls-key', key], `cannot read --tls-cert ${none}: there is no such file\n`],
      [['--tls-cert', cert, '--tls-key', folder], `cannot read --tls-key ${folder}: it is a folder\n`],
      [['--tls-cert', notPem, '--tls-key', key], `--tls-cert ${notPem} and --tls-key ${key} cannot be used: they must be PEM, and one of them is not\n`],
      [['--tls-cert', cert, '--tls-key', other.key], `--tls-cert ${cert} and --tls-key ${other.key} cannot be used: the key is not that of the certificate\n`],
    ]
    const got = await Promise.all(cases.map(async ([args]) => {
      const { code, stdout, stderr } = await run(process.execPath, [command, '--port', '0', '--log', 'none', ...args])
      return [args, code, stdout + stderr]
    }))
    expect(got).toEqual(cases.map(([args, sentence]) => [args, 2, sentence]))
  }, 60_000)

  async function files(name: string, seed = 5): Promise<{ pair: { cert: string; key: string }; cert: string; key: string }> {
    const pair = await new Authority(seed).pairFor(name, ['agent.example'])
    const [cert, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)]
    await writeFile(cert, pair.cert)
    await writeFile(key, pair.key)
    return { pair, cert, key }
  }
})
