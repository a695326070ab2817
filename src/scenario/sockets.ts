import { join, resolve } from 'node:path'
import type { AgentSetup } from './scenario.ts'

/** A path of a unix socket has at most so many bytes: the system's `sun_path` holds 108, the last of them zero. */
const pathBytesMax = 107

/** Where the socket of an agent with files in its home is, as the official command line expects it (wire.md §2.1). */
export function agentSocket(home: string): string {
  return join(home, 'run', 'obshell.sock')
}

/** Where the socket of its daemon is. */
export function daemonSocket(home: string): string {
  return join(home, 'run', 'daemon.sock')
}

/** What `listen` and `sockets` of a scenario come to: addresses for TCP, and absolute paths of sockets, each named once. */
export function placesOf(listen: readonly string[], sockets: boolean, home: string): Pick<AgentSetup, 'listen' | 'sockets' | 'runFiles'> {
  const paths = listen.filter(isSocket).map((place) => resolve(home, place.slice('unix:'.length)))
  return {
    listen: listen.filter((place) => !isSocket(place)),
    sockets: [...new Set(sockets ? [agentSocket(home), ...paths] : paths)],
    runFiles: sockets,
  }
}

/** The first socket of an agent whose path no system would take: the key that asked for it, and a sentence; or null. */
export function tooLongSocket({ sockets, runFiles, home }: AgentSetup): { readonly key: 'listen' | 'sockets'; readonly message: string } | null {
  const ownPaths = runFiles ? [agentSocket(home), daemonSocket(home)] : []
  const path = [...ownPaths, ...sockets].find((candidate) => Buffer.byteLength(candidate) > pathBytesMax)
  if (path === undefined) return null
  return {
    key: ownPaths.includes(path) ? 'sockets' : 'listen',
    message: `the socket ${path} has a path of ${Buffer.byteLength(path)} bytes, and the system takes ${pathBytesMax}: choose a shorter home or path`,
  }
}

function isSocket(place: string): boolean {
  return place.startsWith('unix:')
}
