import type { Server } from 'node:http'
import { HttpFront } from './front.ts'

/**
 * Stops listening and ends the connections, as Go's `Shutdown` does but within a bound: idle ones at once (SDKs leave many open), those with
 * a request in hand once it is answered, the rest at the deadline. Resolves when all are gone; calling it again is harmless.
 * @param deadlineMs how long requests in hand may take
 */
export function closeGracefully(server: Server, deadlineMs = 800): Promise<void> {
  return new Promise((resolve) => {
    if (server instanceof HttpFront) server.closing = true
    const deadline = setTimeout(() => server.closeAllConnections(), deadlineMs)
    // An error says that it was not listening; connections given to it by hand end all the same.
    server.close(() => {
      const done = () => {
        clearTimeout(deadline)
        resolve()
      }
      if (server instanceof HttpFront) server.whenEmpty(done)
      else done()
    })
    server.closeIdleConnections()
    if (server instanceof HttpFront) server.endIdle()
  })
}

/** Resets every connection but those that are serving a side target: what clients see of a process that is killed. */
export function resetConnections(server: Server): void {
  if (!(server instanceof HttpFront)) return server.closeAllConnections()
  for (const connection of server.open) if (!connection.servesSide) connection.reset()
}
