import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, request, type Server } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSocket } from './socket.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'obshell-sim-'))
})
afterEach(() => rm(folder, { recursive: true }))

const hello = (): Server => createServer((_, response) => response.end('hello'))

async function ask(path: string): Promise<string> {
  const asked = request({ socketPath: path, path: '/', agent: false }).end()
  try {
    const [response] = await once(asked, 'response') as [NodeJS.ReadableStream]
    let text = ''
    for await (const part of response) text += String(part)
    return text
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'error'
  }
}

describe('a unix socket', () => {
  test('is made with its folder, for the owner to write to, and removed at the end', async () => {
    const path = join(folder, 'run', 'x.sock')
    const door = await openSocket(path, hello())
    expect([await ask(path), (await stat(path)).mode & 0o777, door.at]).toEqual(['hello', 0o755, path])
    await door.close()
    expect(await readdir(join(folder, 'run'))).toEqual([])
  })

  test('takes the place of one that a process left behind when it was killed', async () => {
    const path = join(folder, 'x.sock')
    const first = await openSocket(path, hello())
    await first.die()
    expect([await ask(path), (await stat(path)).isSocket()]).toEqual(['ECONNREFUSED', true])
    const second = await openSocket(path, hello())
    expect(await ask(path)).toBe('hello')
    await second.close()
  })

  test('is refused where somebody listens, who goes on listening', async () => {
    const path = join(folder, 'x.sock')
    const door = await openSocket(path, hello())
    await expect(openSocket(path, hello())).rejects.toMatchObject({
      reason: 'in-use', message: `cannot listen at unix:${path}: another process listens there; stop it or choose another path (\`listen:\` or \`home:\` in the scenario)`,
    })
    expect(await ask(path)).toBe('hello')
    await door.close()
  })

  test('is refused where another file is, which stays', async () => {
    const path = join(folder, 'x.sock')
    await writeFile(path, 'mine')
    await expect(openSocket(path, hello())).rejects.toMatchObject({
      reason: 'other', message: `cannot listen at unix:${path}: there is a file that is no socket; remove it or choose another path`,
    })
    await expect(openSocket(join(path, 'y.sock'), hello())).rejects.toMatchObject({
      reason: 'other', message: `cannot listen at unix:${path}/y.sock: there is a file where a folder should be; choose another path (\`listen:\` or \`home:\` in the scenario)`,
    })
    expect(existsSync(path)).toBe(true)
  })

  test.runIf(existsSync('/proc/self'))('is refused where no folder can be made', async () => {
    await expect(openSocket('/proc/obshell/run/x.sock', hello())).rejects.toMatchObject({
      message: 'cannot listen at unix:/proc/obshell/run/x.sock: its folder cannot be made; choose another path (`listen:` or `home:` in the scenario)',
    })
  })

  test('ends what is connected when it dies', async () => {
    const path = join(folder, 'x.sock')
    const door = await openSocket(path, hello())
    const client = connect(path)
    await once(client, 'connect')
    const ended = once(client, 'close')
    client.resume()
    door.reset()
    await door.die()
    await ended
    await rm(path)
  })
})
