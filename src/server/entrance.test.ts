import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultAgent, type AgentSetup } from '../scenario/index.ts'
import { Entrance, present, type Signal } from './entrance.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'obshell-sim-'))
})
afterEach(() => rm(home, { recursive: true }))

function entrance(change: Partial<AgentSetup> = {}, keepsAddresses = false): Entrance {
  const setup = { ...defaultAgent('a', '10.0.0.1', 2886), home, listen: ['127.0.0.1:0'], sockets: [join(home, 'run', 'obshell.sock')], runFiles: true, ...change }
  return new Entrance(setup, { front: () => createServer(), daemonFront: () => createServer(), pair: null, keepsAddresses, onBug: (error) => { throw error } })
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

const stopped = (signal: Signal) => ({ runs: false, refuses: false, signal })
const all = ['daemon.pid', 'daemon.sock live', 'obshell.pid', 'obshell.sock live']

/** As a running agent and its daemon did (wire.md §2.1). */
describe('the files in the home of an agent', () => {
  test('are there while it runs: sockets that answer, pid files that name a live process', async () => {
    const agent = entrance()
    await agent.show(present)
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
    await agent.show(present)
    const [place] = agent.addresses
    await agent.show(stopped(signal))
    expect(await files()).toEqual(left)
    await agent.show(present)
    expect([await files(), agent.addresses]).toEqual([all, [place]])
    await agent.show(stopped(signal))
    await agent.close()
    expect(await files()).toEqual([])
  })

  test('are left alone by a simulator that did not get them', async () => {
    const first = entrance()
    await first.show(present)
    const second = entrance()
    await expect(second.show(present)).rejects.toMatchObject({ reason: 'in-use' })
    await second.close()
    expect(await files()).toEqual(all)
    await first.close()
  })

  test('are not removed once another process has come', async () => {
    const agent = entrance()
    await agent.show(present)
    await agent.show(stopped('SIGKILL'))
    await writeFile(join(home, 'run', 'daemon.pid'), '1')
    await agent.close()
    expect(await files()).toEqual(['daemon.pid', 'daemon.sock dead', 'obshell.pid', 'obshell.sock dead'])
  })

  test('are not made for an agent that was not asked to', async () => {
    const agent = entrance({ sockets: [join(home, 'x.sock')], runFiles: false, listen: [] })
    await agent.show(present)
    expect([await readdir(home), agent.url]).toEqual([['x.sock'], `unix:${home}/x.sock`])
    await agent.show(stopped('SIGTERM'))
    expect(await readdir(home)).toEqual([])
    await agent.close()
  })
})

describe('the addresses of an agent', () => {
  test('refuse connections while it does not run, or refuses them, and are the same again afterwards', async () => {
    const agent = entrance({ sockets: [], runFiles: false })
    await agent.show(present)
    const [place] = agent.addresses
    const seen: unknown[] = [await connected(place!)]
    for (const presence of [stopped('SIGKILL'), present, { ...present, refuses: true }, { ...stopped('SIGTERM'), refuses: true }, stopped('SIGTERM'), present]) {
      await agent.show(presence)
      seen.push(await connected(place!))
    }
    expect(seen).toEqual(['taken', 'ECONNREFUSED', 'taken', 'ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED', 'taken'])
    expect(agent.addresses).toEqual([place])
    await agent.close()
  })

  test('are closed at once, and end as was wished last', async () => {
    const agent = entrance()
    await agent.show(present)
    const [place] = agent.addresses
    const wishes = [agent.show(stopped('SIGTERM')), agent.show(present), agent.show(stopped('SIGKILL'))]
    expect(await connected(place!)).toBe('ECONNREFUSED')
    await Promise.all(wishes)
    expect([await connected(place!), await files()]).toEqual(['ECONNREFUSED', ['daemon.pid', 'daemon.sock dead', 'obshell.pid', 'obshell.sock dead']])
    await Promise.all([agent.show(present), agent.show(stopped('SIGTERM')), agent.show(present)])
    expect([await connected(place!), await files()]).toEqual(['taken', all])
    await agent.close()
  })

  test('stay open where the control API answers, too', async () => {
    const agent = entrance({}, true)
    await agent.show(present)
    await agent.show(stopped('SIGTERM'))
    expect([await connected(agent.addresses[0]!), await files()]).toEqual(['taken', ['daemon.pid', 'daemon.sock dead']])
    await agent.close()
  })

  test('that somebody else has taken meanwhile are tried again the next time', async () => {
    const agent = entrance({ sockets: [], runFiles: false })
    await agent.show(present)
    const [place] = agent.addresses
    await agent.show(stopped('SIGKILL'))
    const other = createServer().listen(Number(place!.split(':')[1]), '127.0.0.1')
    await once(other, 'listening')
    await expect(agent.show(present)).rejects.toMatchObject({ reason: 'in-use' })
    await new Promise((resolve) => other.close(resolve))
    await agent.show(present)
    expect(await connected(place!)).toBe('taken')
    expect(agent.show(present)).toBeNull()
    await agent.close()
  })

  test('are free once it has left, whoever is still connected', async () => {
    const agent = entrance()
    await agent.show(present)
    const next = entrance({ listen: [...agent.addresses] })
    await agent.leave()
    await next.show(present)
    await agent.close()
    expect([await connected(next.addresses[0]!), await files()]).toEqual(['taken', all])
    await next.close()
  })
})

async function connected(place: string): Promise<string | undefined> {
  const socket = connect(Number(place.split(':')[1]), '127.0.0.1')
  return once(socket, 'connect').then(() => 'taken', (error: NodeJS.ErrnoException) => error.code).finally(() => socket.destroy())
}
