import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test as base } from 'vitest'
import { withSimulator } from '../src/vitest.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
/** A folder as a user's: the package and vitest are in its node_modules, and the command is there. */
let folder: string

interface Ran {
  readonly code: number | null
  readonly out: string
}

function run(command: string, ...args: readonly string[]): Promise<Ran> {
  const { NODE_OPTIONS: _, VITEST: __, ...env } = process.env
  return new Promise((resolve) => execFile(command, args, {
    cwd: folder, timeout: 100_000,
    env: { ...env, NO_COLOR: '1', GOFLAGS: '-mod=mod', GOWORK: 'off', GOTOOLCHAIN: 'local', PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}` },
  }, (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code ?? -1), out: `${stdout}${stderr}` })))
}

const hasCommand = async (command: string, ...args: readonly string[]): Promise<boolean> => new Promise((resolve) => execFile(command, args, (error) => resolve(error === null)))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'obshell-sim-runners-'))
  await Promise.all([mkdir(join(folder, 'node_modules')), mkdir(join(folder, 'bin'))])
  await Promise.all([
    symlink(root, join(folder, 'node_modules/obshell-sim'), 'dir'), symlink(join(root, 'node_modules/vitest'), join(folder, 'node_modules/vitest'), 'dir'),
    symlink(join(root, 'dist/cli.js'), join(folder, 'bin/obshell-sim')), writeFile(join(folder, 'package.json'), '{ "type": "module" }'),
    writeFile(join(folder, 'go.mod'), 'module join\n\ngo 1.21\n'),
  ])
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  await writeFile(join(folder, 'readme.mjs'), /```ts\n(import \{ startSimulator \}[^]*?)```/.exec(readme)![1]!)
  // All code of the page that has a name, as it stands there.
  const page = await readFile(join(root, 'docs/testing.md'), 'utf8')
  for (const [, name, text] of page.matchAll(/```\w+ (\S+)\n([^]*?)```/g)) await writeFile(join(folder, name!), text!)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('what docs/testing.md and README.md show', () => {
  base.each(['wrong-password.mjs', 'readme.mjs'])('a join with a wrong password, by a plain script (%s)', async (script) => {
    expect(await run(process.execPath, script)).toEqual({
      code: 0,
      out: 'send post request failed: Request [POST]/rpc/v1/agent/token to 127.0.0.1:2886 error: Unauthorized: Agent password is incorrect'
        + ' | the master has an agent password; masterPassword is not it\n',
    })
  })

  base('vitest', async () => {
    const { code, out } = await run(process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'join.test.ts')
    expect([out.match(/Tests {2}.*/)?.[0], code]).toEqual(['Tests  2 passed (2)', 0])
  }, 60_000)

  base('node:test', async () => {
    const { code, out } = await run(process.execPath, '--test', 'join.node.mjs')
    expect([out.match(/pass \d+/)?.[0], code]).toEqual(['pass 1', 0])
  })

  base('CommonJS', async () => {
    await writeFile(join(folder, 'plain.cjs'), "require('obshell-sim').startSimulator().then((sim) => sim.close()).then(() => console.log('done'))")
    expect(await run(process.execPath, '--no-warnings', 'plain.cjs')).toEqual({ code: 0, out: 'done\n' })
  })

  base('Python', async ({ skip }) => {
    if (!await hasCommand('python3', '--version')) skip('there is no python3')
    const { code, out } = await run('python3', '-W', 'error', 'test_join.py')
    expect([out.match(/Ran \d+ test/)?.[0], out.match(/^OK$/m)?.[0], code]).toEqual(['Ran 1 test', 'OK', 0])
  })

  base('Go', async ({ skip }) => {
    if (!await hasCommand('go', 'version')) skip('there is no go')
    const { code, out } = await run('go', 'test', './...')
    expect([out, code]).toEqual([expect.stringMatching(/^ok\s+join/), 0])
  }, 120_000)
})

describe('withSimulator', () => {
  const test = withSimulator(base, { agents: 2, clock: 'manual', encryption: false })

  test('gives a test a simulator of its own', async ({ sim }) => {
    await sim.advance('5s')
    expect([sim.agents.length, sim.journal.entries()]).toEqual([2, []])
  })

  test('and the next one another', ({ sim, expect: expected }) => {
    expected(sim.now()).toBe(1_767_601_800_217_409)
  })

  base('prints, where a test fails, what happened last in its simulator', async () => {
    await writeFile(join(folder, 'fails.test.ts'), `
      import { expect, test as base } from 'vitest'
      import { withSimulator } from 'obshell-sim/vitest'
      withSimulator(base, { encryption: false })('a test that fails', async ({ sim }) => {
        await fetch(sim.agents[0].url + '/api/v1/time')
        expect(1).toBe(2)
      })`)
    const { code, out } = await run(process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'fails.test.ts')
    expect([out, code]).toEqual([expect.stringMatching(/What happened last in the simulator of 'a test that fails':\n {2}#1 \S+ 127\.0\.0\.1:\d+ → 127\.0\.0\.1:2886: GET \/api\/v1\/time \(getTime\) 200/), 1])
  }, 60_000)
})
