import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startSimulator } from '../../src/index.ts'
import { pythonSdk, runPython } from './python.ts'

const sdk = await pythonSdk()
if ('missing' in sdk) console.warn(`SKIPPED: the test of TLS with the official Python SDK, because ${sdk.missing}.`)

describe.skipIf('missing' in sdk)('the official Python SDK', () => {
  test('speaks TLS to agents: with a path to the authority, without verifying; refuses it unknown, and is refused in the clear', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'obshell-sim-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await using sim = await startSimulator({ tls: true })
    await writeFile(join(folder, 'ca.pem'), sim.ca!)
    const { hostname, port } = new URL(sim.agents[0]!.url)
    expect(JSON.parse(await runPython(sdk, 'tls', [hostname, port, join(folder, 'ca.pem')]))).toEqual({
      trusting: 'SINGLE', insecure: 'SINGLE', system: 'SSLError', clear: expect.stringContaining('status code: 400'), join: 'SUCCEED', joined: 'MASTER',
    })
  })
})
