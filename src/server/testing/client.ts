import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as tlsConnect } from 'node:tls'

/** A client that sends and sees bytes. */
export interface Client {
  readonly socket: Socket
  /** What has come, one character a byte. */
  received: string
  /** How the connection has ended: the code of an error, or `end`; null while it has not. */
  ended: string | null
}

/** Connects to `host:port`, with an authority to trust by TLS, or to the path of a unix socket. */
export async function connected(at: string, authority?: string): Promise<Client> {
  const [host, port] = [at.slice(0, at.lastIndexOf(':')), Number(at.slice(at.lastIndexOf(':') + 1))]
  const socket = at.startsWith('/') ? connect(at) : authority === undefined ? connect(port, host) : tlsConnect({ port, host, servername: 'localhost', ca: authority })
  const client: Client = { socket, received: '', ended: null }
  socket.on('data', (chunk: Buffer) => (client.received += chunk.toString('latin1')))
  socket.on('error', (error: NodeJS.ErrnoException) => (client.ended = error.code ?? 'error'))
  socket.on('end', () => (client.ended ??= 'end'))
  socket.on('close', () => (client.ended ??= 'end'))
  await once(socket, authority === undefined || at.startsWith('/') ? 'connect' : 'secureConnect')
  return client
}

/** How a connection begins: `taken`, or the code of the error. */
export async function tried(at: string): Promise<string> {
  try {
    const { socket } = await connected(at)
    socket.destroy()
    return 'taken'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error)
  }
}

/** Waits until the connection is over. @returns what has come, and how it ended */
export async function over(client: Client): Promise<[received: string, ended: string | null]> {
  // Errors are ends, too; `once` would throw for them.
  if (!client.socket.closed) await new Promise((resolve) => client.socket.once('close', resolve))
  return [client.received, client.ended]
}

/** Waits until something holds of what has come. */
export async function until(client: Client, holds: (received: string) => boolean): Promise<string> {
  while (!holds(client.received)) {
    if (client.ended !== null) throw new Error(`it has ended (${client.ended}) after ${JSON.stringify(client.received)}`)
    await new Promise<void>((resolve) => {
      const told = (): void => {
        client.socket.off('data', told).off('close', told)
        resolve()
      }
      client.socket.on('data', told).on('close', told)
    })
  }
  return client.received
}
