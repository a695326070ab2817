import { once } from 'node:events'
import { chmod, lstat, mkdir, rename, unlink } from 'node:fs/promises'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { dirname } from 'node:path'
import type { Door } from './door.ts'
import { closeGracefully, resetConnections } from './http/index.ts'
import { ListenError } from './listener.ts'

/** A unix socket. */
export interface SocketDoor extends Door {
  /** Listens no more and leaves the file, which then refuses connections: what a process leaves that is killed. */
  die(): Promise<void>
}

/** Only who runs the simulator, and root, may write to it, which connecting takes (wire.md §2.1). */
const socketMode = 0o755

/**
 * Listens at a path, in a folder that is made if it is missing. A file that a process left behind when it was killed is removed, one that
 * somebody listens at is not.
 *
 * @throws ListenError
 */
export async function openSocket(path: string, front: Server): Promise<SocketDoor> {
  try {
    await makeFolder(dirname(path))
    await removeStale(path)
    front.listen({ path })
    await once(front, 'listening')
    await chmod(path, socketMode)
  } catch (error) {
    throw error instanceof ListenError ? error : folderError(`unix:${path}`, error as NodeJS.ErrnoException)
  }
  return {
    at: path,
    reset: () => resetConnections(front),
    // Node removes the file.
    close: (deadlineMs) => closeGracefully(front, deadlineMs),
    async die() {
      // Node removes the file of a server that it closes, so it is taken aside meanwhile.
      const aside = `${path}.dead`
      const isThere = await rename(path, aside).then(() => true, () => false)
      await closeGracefully(front, 0)
      if (isThere) await rename(aside, path)
    },
  }
}

/** With its parents. (Node's own way never ends where a folder that is there takes no other, as `/proc` does not.) */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    await makeFolder(dirname(path))
    await mkdir(path)
  }
}

async function removeStale(path: string): Promise<void> {
  const file = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (file === null) return
  if (!file.isSocket()) throw new ListenError(`unix:${path}`, 'other', 'there is a file that is no socket; remove it or choose another path')
  if (await isAlive(path)) {
    throw new ListenError(`unix:${path}`, 'in-use', 'another process listens there; stop it or choose another path (`listen:` or `home:` in the scenario)')
  }
  await unlink(path)
}

/** Whether somebody takes connections there. */
async function isAlive(path: string): Promise<boolean> {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') return false
    throw error
  } finally {
    socket.destroy()
  }
}

/** What the system had against a file or a folder, as a sentence. */
export function folderError(place: string, error: NodeJS.ErrnoException): ListenError {
  return new ListenError(place, ...reasonOf(error))
}

function reasonOf(error: NodeJS.ErrnoException): [ListenError['reason'], string] {
  switch (error.code) {
    case 'EACCES': case 'EPERM': case 'EROFS':
      return ['forbidden', 'this user may not write there; choose another path, or a home of its own for the agent (`listen:`, `home:` in the scenario)']
    case 'ENOENT': return ['other', 'its folder cannot be made; choose another path (`listen:` or `home:` in the scenario)']
    case 'ENOTDIR': return ['other', 'there is a file where a folder should be; choose another path (`listen:` or `home:` in the scenario)']
    case 'EADDRINUSE': return ['in-use', 'another process listens there; stop it or choose another path (`listen:` or `home:` in the scenario)']
    default: return ['other', error.message]
  }
}
