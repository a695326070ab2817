import { connect, type AddressInfo, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type { Server } from 'node:http'

/** A client's end of a connection, real or not: what has come in, and whether the server has closed its side. */
export interface WireClient {
  send(text: string | Buffer): void
  /** Closes our side. */
  end(): void
  readonly received: string
  readonly closed: boolean
  /** Resolves once the condition holds; rejects after `withinMs`. */
  until(condition: (client: WireClient) => boolean, withinMs?: number): Promise<void>
}

/** A connection without a socket: bytes are handed to the server in this process. */
export function inProcess(server: Server): WireClient & { stream: Duplex } {
  const client = new Received()
  const stream = new Duplex({
    allowHalfOpen: true,
    read() {},
    write(chunk: Buffer, _encoding, written) {
      client.received += chunk.toString('latin1')
      written()
    },
    final(finished) {
      client.closed = true
      finished()
    },
    destroy(error, destroyed) {
      client.closed = true
      destroyed(error)
    },
  })
  server.emit('connection', stream)
  return Object.assign(client, {
    stream,
    send: (text: string | Buffer) => void stream.push(typeof text === 'string' ? Buffer.from(text, 'latin1') : text),
    end: () => void stream.push(null),
  })
}

/** A connection over loopback; the server must be listening. */
export async function overSocket(server: Server): Promise<WireClient & { socket: Socket; error: string }> {
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
  const client = Object.assign(new Received(), {
    socket,
    error: '',
    send: (text: string | Buffer) => void socket.write(text, 'latin1'),
    end: () => void socket.end(),
  })
  socket.on('data', (chunk) => { client.received += chunk.toString('latin1') })
  socket.on('end', () => { client.closed = true })
  socket.on('error', (error: NodeJS.ErrnoException) => { client.error = error.code ?? '' })
  socket.on('close', () => { client.closed = true })
  await new Promise((resolve) => socket.once('connect', resolve))
  return client
}

/** Starts a server on a free port of loopback. */
export async function listening(server: Server): Promise<Server> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

/** Lets all that is due in this process happen, as far as it does not wait for a timer or a socket. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
}

class Received implements WireClient {
  received = ''
  closed = false

  send(): void {}
  end(): void {}

  async until(condition: (client: WireClient) => boolean, withinMs = 3000): Promise<void> {
    const deadline = Date.now() + withinMs
    while (!condition(this)) {
      if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms; received ${JSON.stringify(this.received)}, closed ${this.closed}`)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }
}
