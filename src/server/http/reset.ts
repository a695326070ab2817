import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** Ends a connection with an RST, as a process does that is killed; where there is no TCP, it just ends. */
export function resetSocket(socket: Duplex & Partial<Pick<Socket, 'resetAndDestroy'>>): void {
  // While the end is on its way the system does not reset (EINVAL), and Node never closes the socket that was asked to.
  const isEnding = socket.writableEnded && !socket.writableFinished
  try {
    if (!isEnding) socket.resetAndDestroy?.()
  } catch {
    // Not a TCP handle: a unix socket or TLS.
  }
  socket.destroy()
}
