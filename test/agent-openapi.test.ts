import { spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { loadScenario } from '../src/scenario/index.ts'
import { Simulator } from '../src/server/index.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const document = await readFile(join(root, 'openapi.yaml'), 'utf8')

let end: () => unknown = () => {}
afterEach(() => end())

interface Got {
  readonly status: number
  readonly type: string | null
  readonly text: string
}

async function get(url: string, headers: Record<string, string> = {}): Promise<Got> {
  const response = await fetch(`${url}/_sim/agent-openapi.yaml`, { headers })
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}

/** The command, from wherever it lies; resolves with its URL when it is ready. */
function serve(command: string): Promise<string> {
  const child = spawn(process.execPath, [command, 'serve', '--port', '0', '--log', 'none'], { stdio: ['ignore', 'pipe', 'inherit'] })
  end = () => child.kill()
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (part: Buffer) => {
      const ready = /^ready (\S+)/m.exec(part.toString())
      if (ready !== null) resolve(ready[1]!)
    })
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}`)))
  })
}

describe("the agents' OpenAPI document", () => {
  test('is served as it is, to pages of any origin', async () => {
    const simulator = new Simulator({ scenario: await loadScenario('{"version": 1, "agents": {"a": {"address": "127.0.0.1:2886", "listen": "127.0.0.1:0"}}}', '<test>') })
    await simulator.listen()
    end = () => simulator.close()
    expect(await get(simulator.urls()[0]!, { Origin: 'http://localhost:8080' })).toEqual({ status: 200, type: 'application/yaml', text: document })
    const posted = await fetch(`${simulator.urls()[0]}/_sim/agent-openapi.yaml`, { method: 'POST' })
    expect([posted.status, posted.headers.get('content-type')]).toEqual([405, 'application/problem+json'])
  })

  test('comes with a checkout', async () => {
    expect(await get(await serve(join(root, 'dist/cli.js')))).toEqual({ status: 200, type: 'application/yaml', text: document })
  })

  test('comes with the package, where it is the one beside dist/, and is missed in one sentence where it was left out', async () => {
    const home = await mkdtemp(join(tmpdir(), 'obshell-sim-package-'))
    const { files } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { files: string[] }
    expect(files).toContain('openapi.yaml')
    await Promise.all([cp(join(root, 'dist'), join(home, 'dist'), { recursive: true }), cp(join(root, 'package.json'), join(home, 'package.json')),
      cp(join(root, 'openapi.yaml'), join(home, 'openapi.yaml')), symlink(join(root, 'node_modules'), join(home, 'node_modules'), 'dir')])
    try {
      const url = await serve(join(home, 'dist/cli.js'))
      expect((await get(url)).text).toBe(document)
      await rm(join(home, 'openapi.yaml'))
      expect(await get(url)).toEqual({
        status: 404, type: 'application/problem+json',
        text: '{"type":"about:blank","title":"No document","status":404,"detail":"openapi.yaml did not come with this program; it is in the package obshell-sim"}\n',
      })
    } finally {
      await rm(home, { recursive: true, force: true })
    }
  })
})
