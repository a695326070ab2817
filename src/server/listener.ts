import type { AddressInfo, Server } from 'node:net'
import { hostOf, portOf } from '../cluster/index.ts'

/** Why an address could not be listened at, or a folder not be used. */
export class ListenError extends Error {
  readonly reason: 'in-use' | 'not-here' | 'forbidden' | 'other'

  constructor(place: string, reason: ListenError['reason'], sentence: string) {
    super(`cannot listen at ${place}: ${sentence}`)
    this.name = 'ListenError'
    this.reason = reason
  }
}

/** @returns where it listens, as `host:port` @throws ListenError */
export async function listen(server: Server, place: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => reject(new ListenError(place, ...reasonOf(error)))
    server.once('error', onError)
    server.listen({ host: hostOf(place), port: Number(portOf(place)) }, () => {
      server.off('error', onError)
      const { address, port, family } = server.address() as AddressInfo
      resolve(family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`)
    })
  })
}

function reasonOf(error: NodeJS.ErrnoException): [ListenError['reason'], string] {
  switch (error.code) {
    case 'EADDRINUSE': return ['in-use', 'another process listens there; stop it or choose another port (--port, or `listen:` in the scenario)']
    case 'EADDRNOTAVAIL': return ['not-here', 'this machine has no such address; let the agent listen elsewhere (`listen:` in the scenario, or --host)']
    case 'EACCES': return ['forbidden', 'the port is reserved; choose one above 1023']
    default: return ['other', error.message]
  }
}
