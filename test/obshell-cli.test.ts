import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from './sdk/process.ts'
import { startWithHomes } from './support/homes.ts'

/*
 * The official command line of obshell, unmodified: OBSHELL_CLI names its binary. It takes the folder above its own for its home and
 * talks to the sockets there.
 */
const binary = process.env['OBSHELL_CLI']
if (binary === undefined) console.warn('SKIPPED: the tests with the official command line, because OBSHELL_CLI names no binary.')

/** Puts the binary into a home. @returns a function that runs it there: what it printed, without colours, and its exit code */
async function installed(home: string): Promise<(...args: string[]) => Promise<{ printed: string; code: number | null }>> {
  for (const folder of ['bin', 'etc']) await mkdir(join(home, folder), { recursive: true })
  const command = join(home, 'bin', 'obshell')
  await copyFile(binary!, command)
  await writeFile(join(home, 'bin', 'observer'), '#!/bin/sh\n')
  await chmod(join(home, 'bin', 'observer'), 0o755)
  return async (...args) => {
    const { stdout, stderr, code } = await run(command, args, { env: { OBSHELL_TELEMETRY_ENABLED: '0' } })
    return { printed: (stdout + stderr).replace(/\u001b\[[0-9;]*m/g, ''), code }
  }
}

const succeeded = (name: string): RegExp => new RegExp(`\\[SUCCEED\\] Congratulations! RUN '${name}' task completed successfully`)

describe.skipIf(binary === undefined)('the official command line', () => {
  test('shows, joins, configures and removes', async () => {
    const { homes } = await startWithHomes(2)
    const [a, b] = await Promise.all(homes.map(installed)) as [Awaited<ReturnType<typeof installed>>, Awaited<ReturnType<typeof installed>>]
    const rows = async (): Promise<string[]> => (await b('cluster', 'show')).printed.split('\n').filter((line) => /127\.0\.0\.1/.test(line)).map((line) => line.split('|').slice(1, 5).map((cell) => cell.trim()).join(' '))
    expect(await rows()).toEqual(['N/A 127.0.0.1 2887 SINGLE'])
    const joined = await a('cluster', 'join', '-s', '127.0.0.1:2886', '-z', 'zone1', '-o', 'memory_limit=6G')
    expect([joined.code, joined.printed]).toEqual([0, expect.stringMatching(succeeded('Join self'))])
    expect(joined.printed).toMatch(succeeded('Update observer config'))
    expect((await b('cluster', 'join', '-s', '127.0.0.1:2886', '-z', 'zone2')).printed).toMatch(succeeded('Join to master'))
    expect(await rows()).toEqual(['zone1 127.0.0.1 2886 MASTER', 'zone2 127.0.0.1 2887 FOLLOWER'])
    expect(await a('task', 'show')).toMatchObject({ code: 0, printed: expect.stringContaining('No unfinished task found') })
    expect((await b('cluster', 'remove', '-s', '127.0.0.1:2887', '-y')).printed).toMatch(succeeded('Follower remove self'))
    expect((await a('cluster', 'remove', '-s', '127.0.0.1:2886', '-y')).printed).toMatch(succeeded('Remove all agents'))
    expect(await rows()).toEqual(['N/A 127.0.0.1 2887 SINGLE'])
  }, 60_000)

  test('shows a task that failed and rolls it back', async () => {
    const { sim, homes } = await startWithHomes(1)
    const cli = await installed(homes[0]!)
    await cli('cluster', 'join', '-s', '127.0.0.1:2886', '-z', 'zone1')
    const started = await cli('cluster', 'init', '-n', 'c', '--rp', 'secret')
    expect([started.code, started.printed]).toEqual([255, expect.stringContaining("task 'Initialize cluster' failed")])
    const shown = (await cli('task', 'show')).printed
    expect(shown).toMatch(/name: Initialize cluster\n(?:.*\n)*state: FAILED/)
    expect((await cli('task', 'rollback', '-i', /id: (\d+)/.exec(shown)![1]!, '-y')).code).toBe(0)
    sim.settle()
    expect((await cli('task', 'show')).printed).toContain('No unfinished task found')
  }, 60_000)

  test('says why it was refused, and ends with 255', async () => {
    const { homes } = await startWithHomes(2)
    const cli = await installed(homes[1]!)
    const refused = await cli('cluster', 'join', '-s', '127.0.0.1:2886', '-z', 'zone1')
    expect(refused).toMatchObject({ code: 255, printed: expect.stringContaining("'127.0.0.1:2886' is 'SINGLE', instead of 'MASTER', does not support this operation") })
  }, 60_000)
})
