import type { Server } from 'node:http'
import type { Server as NetServer } from 'node:net'
import { closeGracefully, resetConnections } from './http/index.ts'
import { listen } from './listener.ts'

/** One place at which an agent can be reached. */
export interface Door {
  /** `host:port`, or the path of a unix socket. */
  readonly at: string
  /** Resets every connection but those that the control API is answering. */
  reset(): void
  /** Listens no more, and ends the connections. @param deadlineMs how long requests in hand may take */
  close(deadlineMs?: number): Promise<void>
}

/** A TCP address, which can be closed to new connections and opened again. */
export interface TcpDoor extends Door {
  /** From this moment on connections are refused. Of those that stand the idle ones end, so that their clients notice, too. */
  deafen(): void
  /** Listens again, if it does not. @throws ListenError */
  hear(): Promise<void>
}

/** A TCP address in the clear. @throws ListenError */
export async function openTcp(place: string, front: Server): Promise<TcpDoor> {
  return {
    ...await openEar(place, front, front),
    reset: () => resetConnections(front),
    close: (deadlineMs) => closeGracefully(front, deadlineMs),
  }
}

/** What of a TCP address is to listen. @param front who has the connections @throws ListenError */
export async function openEar(place: string, server: NetServer, front: Server): Promise<Pick<TcpDoor, 'at' | 'deafen' | 'hear'>> {
  const at = await listen(server, place)
  return {
    at,
    deafen() {
      if (!server.listening) return
      server.close()
      front.closeIdleConnections()
    },
    async hear() {
      if (!server.listening) await listen(server, at)
    },
  }
}
