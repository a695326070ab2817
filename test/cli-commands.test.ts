import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const command = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const scenarios = fileURLToPath(new URL('../scenarios', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'obshell-sim-commands-'))
})
afterAll(() => rm(folder, { recursive: true }))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command to its end, in a folder of its own. */
async function run(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [command, ...args], { cwd: folder, env: { PATH: process.env['PATH'] ?? '' } })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (part: Buffer) => { stdout += part.toString() })
  child.stderr.on('data', (part: Buffer) => { stderr += part.toString() })
  const [code] = await once(child, 'close') as [number | null]
  return { code, stdout, stderr }
}

describe('obshell-sim explain', () => {
  test('has drawn the pictures of docs/scenarios.md', async () => {
    const page = await readFile(new URL('../docs/scenarios.md', import.meta.url), 'utf8')
    const pictures = [...page.matchAll(/<!-- explain ([\w-]+) -->\n```mermaid\n([^]*?)```\n/g)]
    expect(pictures).toHaveLength(2)
    for (const [, name, drawn] of pictures) expect((await run('explain', name!, '--mermaid')).stdout).toBe(drawn)
  })

  test('tells what happens, and why something is refused', async () => {
    const { code, stdout, stderr } = await run('explain', 'password-required')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('a  127.0.0.1:2886  MASTER  zone1  agent password')
    expect(stdout).toContain('client → b  agentJoin  500')
    expect(stdout).toContain('has an agent password and the credential')
    expect(stdout).not.toContain('\u001b')
  })

  test('writes a picture, a diagram and JSON', async () => {
    expect(await run('explain', 'join-three', '--svg', '--output', 'three.svg')).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await readFile(join(folder, 'three.svg'), 'utf8')).toMatch(/^<svg xmlns=[^]*<\/svg>\n$/)
    expect((await run('explain', 'join-three', '--mermaid')).stdout).toMatch(/^sequenceDiagram\n {2}title join-three: [^]*->>[^]*\n$/)
    const { rows, transcript } = JSON.parse((await run('explain', 'join-three', '--json')).stdout) as { rows: object[]; transcript: string }
    expect([transcript, rows[1]]).toEqual(['join-three.transcript.yaml', {
      seq: 1, agent: 'a', cause: null, depth: 0, at: 0, times: 1, until: 0, kind: 'request', from: 'client', via: 'client', what: 'agentJoin', status: 200, errCode: null, why: null, rule: null,
    }])
  })

  test('takes a folder, a file, a text, and a transcript or none', async () => {
    const place = join(scenarios, 'zone-missing')
    const [byFolder, byFile, byName] = await Promise.all([run('explain', place), run('explain', join(place, 'scenario.yaml')), run('explain', 'zone-missing')])
    expect([byFolder.stdout, byFile.stdout]).toEqual([byName.stdout, byName.stdout])
    expect((await run('explain', 'zone-missing', '--no-transcript')).stdout).toContain('Nothing, until a client asks.')
    expect((await run('explain', '{"version":1,"timeline":[{"at":"2s","skew":"5s"}]}')).stdout).toContain('the clock by which credentials expire is 5 s ahead')
    await writeFile(join(folder, 'one.yaml'), 'scenario: scenario.yaml\nsteps:\n  - { ask: { agent: a, path: /api/v1/time } }\n')
    expect((await run('explain', 'zone-missing', '--transcript', 'one.yaml')).stdout).toContain('client → a  getTime  200')
  })

  test('tells what it cannot do', async () => {
    await writeFile(join(folder, 'bad.yaml'), 'version: 1\nsed: 7\n')
    await writeFile(join(folder, 'bad.transcript.yaml'), 'steps:\n  - { ask: { agent: z, path: /x } }\n')
    expect(await run('explain', 'bad.yaml')).toEqual({ code: 1, stdout: '', stderr: "bad.yaml:2:1 UNKNOWN_KEY unknown key 'sed'; did you mean 'seed'?\n" })
    expect(await run('explain', 'zone-missing', '--transcript', 'bad.transcript.yaml')).toEqual({
      code: 1, stdout: '', stderr: "bad.transcript.yaml:2:14 UNKNOWN_AGENT no agent is called 'z'; there are a\n",
    })
    expect(await run('explain', 'zone-missing', '--transcript', 'none.yaml')).toEqual({ code: 2, stdout: '', stderr: 'cannot read none.yaml: there is no such file\n' })
    expect(await run('explain', 'zone-missing', '--output', 'none/x')).toEqual({ code: 2, stdout: '', stderr: 'cannot write none/x: its folder is not there\n' })
    expect(await run('explain', 'zone-missing', '--svg', '--json')).toMatchObject({ code: 2, stderr: expect.stringContaining("option '--svg' cannot be used with option '--json'") as string })
    expect((await run('explain', 'none.yaml')).code).toBe(2)
  })
})

describe('obshell-sim init', () => {
  test('writes a scenario that holds and can be explained, and writes over none', async () => {
    expect(await run('init')).toEqual({ code: 0, stdout: 'cluster.yaml is written; next: obshell-sim explain cluster.yaml\n', stderr: '' })
    expect(await run('validate', 'cluster.yaml')).toEqual({ code: 0, stdout: 'cluster.yaml: well\n', stderr: '' })
    expect((await run('explain', 'cluster.yaml')).stdout).toContain('Join to master  RUNNING → SUCCEED')
    expect(await run('init')).toEqual({ code: 2, stdout: '', stderr: 'cannot write cluster.yaml: it is there already; --force writes over it\n' })
    expect((await run('init', '--force')).code).toBe(0)
    expect((await run('init', '-')).stdout).toBe(await readFile(join(folder, 'cluster.yaml'), 'utf8'))
    expect(await run('init', 'none/x.yaml')).toEqual({ code: 2, stdout: '', stderr: 'cannot write none/x.yaml: its folder is not there\n' })
  })
})

describe('obshell-sim validate', () => {
  test('looks at all files, those after one that cannot be read as well', async () => {
    await writeFile(join(folder, 'well.yaml'), 'version: 1\n')
    await writeFile(join(folder, 'wrong.yaml'), 'version: 2\n')
    expect(await run('validate', 'none.yaml', 'wrong.yaml', 'well.yaml')).toEqual({
      code: 2, stdout: expect.stringMatching(/^wrong\.yaml:1:10 WRONG_VALUE [^\n]*\nwell\.yaml: well\n$/) as string, stderr: 'cannot read the scenario none.yaml: there is no such file\n',
    })
    expect((await run('validate', 'wrong.yaml', 'well.yaml')).code).toBe(1)
  })

  test('is not taken for an argument of serve where it is misspelt', async () => {
    expect(await run('validat', 'well.yaml')).toEqual({ code: 2, stdout: '', stderr: "no command 'validat'; did you mean 'validate'?\n" })
    expect(await run('help', 'validat')).toEqual({ code: 2, stdout: '', stderr: "no command 'validat'; did you mean 'validate'?\n" })
  })
})

describe('obshell-sim check', () => {
  test('sums up, and fails where a value was changed by hand', async () => {
    expect(await run('check', 'zone-missing')).toMatchObject({ code: 0, stdout: expect.stringMatching(/8 answers as written\n1 transcript, 8 answers, all as written\n$/) as string })
    await cp(join(scenarios, 'zone-missing'), join(folder, 'changed'), { recursive: true })
    const file = join(folder, 'changed', 'zone-missing.transcript.yaml')
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace('"errCode": "Common.BindJsonFailed"', '"errCode": "Common.Other"'))
    const { code, stdout } = await run('check', 'changed')
    expect([code, stdout]).toEqual([1, `changed/zone-missing.transcript.yaml: 1 of 8 steps differs
  step 1 (changed/zone-missing.transcript.yaml:3): POST /api/v1/agent/join at a
        "traceId": "3ab91bdaa70fb526",
        "error": {
    -     "errCode": "Common.Other",
    +     "errCode": "Common.BindJsonFailed",
          "message": "Bind JSON failed: Key: 'JoinApiParam.ZoneName' Error:Field validation for 'ZoneName' failed on the 'required' tag"
        }
1 transcript, 8 answers, 1 step differs
`])
    const [junit, json] = await Promise.all([run('check', 'changed', '--reporter', 'junit'), run('check', 'changed', '--reporter', 'json')])
    expect([junit.code, junit.stdout.split('\n')[1]]).toEqual([1, '<testsuites name="obshell-sim check" tests="8" failures="1" errors="0">'])
    const report = JSON.parse(json.stdout) as { ok: boolean; answers: number }
    expect([json.code, report.ok, report.answers]).toEqual([1, false, 8])
    expect((await run('check', 'changed', '--update')).stdout).toContain('1 transcript, 8 answers, 1 written anew')
    expect(await readFile(file, 'utf8')).toBe(text)
  })

  test('tells what it cannot check', async () => {
    expect(await run('check', 'none')).toEqual({ code: 2, stdout: '', stderr: 'cannot read none: there is no such file or folder\n' })
    expect(await run('check', 'changed', '--reporter', 'xml')).toMatchObject({ code: 2, stderr: expect.stringContaining('Allowed choices are pretty, json, junit') as string })
  })
})

describe('obshell-sim scenarios', () => {
  test('tells of all and of one', async () => {
    const all = JSON.parse((await run('scenarios', '--json')).stdout) as { name: string; description: string }[]
    expect(all.find(({ name }) => name === 'zone-missing')).toEqual({ name: 'zone-missing', description: 'A join without a zone, which every agent refuses before anything else is looked at.' })
    const width = Math.max(...all.map(({ name }) => name.length))
    expect((await run('scenarios')).stdout).toBe(all.map(({ name, description }) => `${name.padEnd(width)}  ${description}\n`).join(''))
    expect((await run('scenarios', 'zone-missing')).stdout).toBe(await readFile(join(scenarios, 'zone-missing', 'README.md'), 'utf8'))
    expect(await run('scenarios', 'zone-mising')).toEqual({ code: 2, stdout: '', stderr: "no built-in scenario is called zone-mising; did you mean 'zone-missing'?\n" })
  })
})

describe('obshell-sim completion', () => {
  const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0

  test.skipIf(!has('bash'))('is sourced by bash, and completes commands, options, their values and scenarios', async () => {
    await writeFile(join(folder, 'completion.bash'), (await run('completion', 'bash')).stdout)
    const lines = ['ex', '--cl', '--clock ', '--clock = m', '--scenario zone', 'explain zone', 'explain zone-missing --s', '--scenario check --lo', 'check --reporter ', 'check zone-missing zone', 'completion ', 'help ex', 'call POST ', 'init clu']
    await writeFile(join(folder, 'try.bash'), `source ./completion.bash\n${lines.map((line) =>
      `COMP_WORDS=(obshell-sim ${line.split(' ').map((word) => `'${word}'`).join(' ')}); COMP_CWORD=$((\${#COMP_WORDS[@]}-1)); _obshell_sim; echo "\${COMPREPLY[*]}"\n`).join('')}`)
    const { stdout, stderr } = spawnSync('bash', ['--norc', 'try.bash'], { cwd: folder, encoding: 'utf8' })
    expect([stderr, stdout.trimEnd().split('\n')]).toEqual(['', [
      'explain', '--clock', 'auto manual real offset scaled per-poll', 'manual', 'zone-missing', 'zone-missing', '--svg', '--log', 'pretty json junit', 'zone-missing', 'bash zsh fish', 'explain', '', 'cluster.yaml',
    ]])
  })

  test.skipIf(!has('fish'))('is sourced by fish', async () => {
    await writeFile(join(folder, 'completion.fish'), (await run('completion', 'fish')).stdout)
    const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', 'source completion.fish; complete -C "obshell-sim expl"; complete -C "obshell-sim explain zone-mi"; complete -C "obshell-sim --clock per"'], { cwd: folder, encoding: 'utf8' })
    expect([stderr, stdout.trimEnd().split('\n').map((line) => line.split('\t')[0])]).toEqual(['', ['explain', 'zone-missing', 'per-poll']])
  })

  test.skipIf(!has('zsh'))('is read by zsh', async () => {
    await writeFile(join(folder, 'completion.zsh'), (await run('completion', 'zsh')).stdout)
    const { status, stderr } = spawnSync('zsh', ['-f', '-n', 'completion.zsh'], { cwd: folder, encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
  })

  test('has the form that each shell wants', async () => {
    const [bash, zsh, fish] = await Promise.all(['bash', 'zsh', 'fish'].map((shell) => run('completion', shell)))
    expect([bash!.stdout.trimEnd().split('\n').at(-1), zsh!.stdout.split('\n')[0], fish!.stdout.split('\n')[1]]).toEqual(['complete -F _obshell_sim obshell-sim', '#compdef obshell-sim', 'complete -c obshell-sim -f'])
    expect((await run('completion', 'csh')).code).toBe(2)
  })
})

describe('--help', () => {
  test.each(['serve', 'init', 'validate', 'explain', 'check', 'scenarios', 'call', 'health', 'completion'])('of %s has an example', async (name) => {
    const [byOption, byCommand] = await Promise.all([run(name, '--help'), run('help', name)])
    expect(byCommand).toEqual(byOption)
    expect(byOption).toMatchObject({ code: 0, stderr: '' })
    expect(byOption.stdout).toMatch(/\nExamples?:\n {2}\S/)
  })
})
