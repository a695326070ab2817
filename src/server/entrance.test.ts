import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultAgent, type AgentSetup } from '../scenario/index.ts'
import { Entrance } from './entrance.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'obshell-sim-'))
})
afterEach(() => rm(home, { recursive: true }))

function entrance(change: Partial<AgentSetup> = {}): Entrance {
  const setup = { ...defaultAgent('a', '10.0.0.1', 2886), home, listen: ['127.0.0.1:0'], sockets: [join(home, 'run', 'obshell.sock')], runFiles: true, ...change }
  return new Entrance(setup, { front: () => createServer(), daemonFront: () => createServer(), pair: null, onBug: (error) => { throw error } })
}

/** The files, with `live` or `dead` for sockets. */
async function files(): Promise<string[]> {
  const folder = join(home, 'run')
  return Promise.all((await readdir(folder)).sort().map(async (name) => (name.endsWith('.sock') ? `${name} ${await takesConnections(join(folder, name)) ? 'live' : 'dead'}` : name)))
}

async function takesConnections(path: string): Promise<boolean> {
  const socket = connect(path)
  return once(socket, 'connect').then(() => true, () => false).finally(() => socket.destroy())
}

const all = ['daemon.pid', 'daemon.sock live', 'obshell.pid', 'obshell.sock live']

/** As a running agent and its daemon did (wire.md §2.1). */
describe('the files in the home of an agent', () => {
  test('are there while it runs: sockets that answer, pid files that name a live process', async () => {
    const agent = entrance()
    await agent.open()
    expect(await files()).toEqual(all)
    for (const name of ['obshell.pid', 'daemon.pid']) {
      const file = join(home, 'run', name)
      expect([await readFile(file, 'utf8'), (await stat(file)).mode & 0o777]).toEqual([String(process.pid), 0o644])
    }
    expect(agent.places).toEqual([agent.addresses[0], `unix:${home}/run/obshell.sock`])
    await agent.close()
    expect(await files()).toEqual([])
  })

  test.each([
    ['SIGTERM', ['daemon.pid', 'daemon.sock dead']],
    ['SIGKILL', ['daemon.pid', 'daemon.sock dead', 'obshell.pid', 'obshell.sock dead']],
  ] as const)('after %s are those that the agent leaves behind; a start makes them anew', async (signal, left) => {
    const agent = entrance()
    await agent.open()
    const [place] = agent.addresses
    await agent.stop(signal, false)
    expect(await files()).toEqual(left)
    await agent.open()
    expect([await files(), agent.addresses]).toEqual([all, [place]])
    await agent.stop(signal, true)
    await agent.close()
    expect(await files()).toEqual([])
  })

  test('are left alone by a simulator that did not get them', async () => {
    const first = entrance()
    await first.open()
    const second = entrance()
    await expect(second.open()).rejects.toMatchObject({ reason: 'in-use' })
    await second.close()
    expect(await files()).toEqual(all)
    await first.close()
  })

  test('are not removed once another process has come', async () => {
    const agent = entrance()
    await agent.open()
    await agent.stop('SIGKILL', false)
    await writeFile(join(home, 'run', 'daemon.pid'), '1')
    await agent.close()
    expect(await files()).toEqual(['daemon.pid', 'daemon.sock dead', 'obshell.pid', 'obshell.sock dead'])
  })

  test('are not made for an agent that was not asked to', async () => {
    const agent = entrance({ sockets: [join(home, 'x.sock')], runFiles: false, listen: [] })
    await agent.open()
    expect([await readdir(home), agent.url]).toEqual([['x.sock'], `unix:${home}/x.sock`])
    await agent.stop('SIGTERM', true)
    expect(await readdir(home)).toEqual([])
    await agent.close()
  })
})
