import type { Server } from 'node:http'
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

/** A TCP address in the clear. @throws ListenError */
export async function openTcp(place: string, front: Server): Promise<Door> {
  return { at: await listen(front, place), reset: () => resetConnections(front), close: (deadlineMs) => closeGracefully(front, deadlineMs) }
}
