import type { Server } from 'node:http'
import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer, type Server as TlsServer, type TLSSocket } from 'node:tls'
import { openEar, type TcpDoor } from '../door.ts'
import { closeGracefully, Lingering, resetConnections, resetSocket } from '../http/index.ts'
import type { CertificatePair } from './certificates.ts'
import { judgeFirstBytes } from './first-bytes.ts'

export interface TlsOptions {
  /** Who answers: it gets the decrypted streams. */
  readonly front: Server
  /** The certificate to show; asked for at each connection. */
  readonly pair: () => Promise<CertificatePair>
  /** Bugs of ours. */
  readonly onBug: (error: unknown) => void
}

/**
 * An address that speaks TLS. Node's own server would close on a client that does not, without a byte; so the first bytes are looked at here.
 * Of protocols there is HTTP/1.1 alone.
 */
export async function openTls(place: string, { front, pair, onBug }: TlsOptions): Promise<TcpDoor> {
  /** Connections that have not come as far as the front. */
  const early = new Map<string, Socket>()
  let tls: { readonly pair: CertificatePair, readonly server: TlsServer } | undefined

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const name = nameOf(socket)
    early.set(name, socket)
    socket.on('close', () => early.delete(name))
    // A client that goes away in the middle is not our error.
    socket.on('error', () => {})
    begin(socket).catch((error: unknown) => {
      socket.destroy()
      onBug(error)
    })
  })

  async function begin(socket: Socket): Promise<void> {
    if (!await isHandshake(socket)) return
    const shown = await pair()
    if (tls?.pair !== shown) tls = { pair: shown, server: createTlsServer({ ...shown, ALPNProtocols: ['http/1.1'] }, accept) }
    if (!socket.destroyed) tls.server.emit('connection', socket)
  }

  function accept(decrypted: TLSSocket): void {
    const raw = early.get(nameOf(decrypted))
    early.delete(nameOf(decrypted))
    // What clients see of a process that is killed is the RST of the connection below. (By itself the first call would send a FIN before.)
    if (raw !== undefined) decrypted.resetAndDestroy = () => raw.resetAndDestroy().destroy() && decrypted
    front.emit('connection', decrypted)
  }

  return {
    ...await openEar(place, server, front),
    reset() {
      for (const socket of early.values()) resetSocket(socket)
      resetConnections(front)
    },
    async close(deadlineMs) {
      if (server.listening) server.close()
      for (const socket of early.values()) socket.destroy()
      await closeGracefully(front, deadlineMs)
    },
  }
}

/** A connection by its other end, which the decrypted stream shares with it. */
function nameOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}

function end(socket: Socket): void {
  const lingering = new Lingering(socket)
  socket.on('data', () => lingering.heard())
  socket.on('close', () => lingering.over())
}

/** Reads the first bytes and puts them back. @returns whether a handshake may begin; else the connection is over */
function isHandshake(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    let bytes: Buffer = Buffer.alloc(0)
    const settle = (isTls: boolean): void => {
      socket.off('data', take).off('end', over).off('close', over)
      resolve(isTls)
    }
    const over = (): void => {
      settle(false)
      end(socket)
    }
    const take = (chunk: Buffer): void => {
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk])
      const judged = judgeFirstBytes(bytes)
      if (judged === 'more') return
      socket.pause()
      if (judged === 'tls') {
        socket.unshift(bytes)
        return settle(true)
      }
      socket.write(judged.farewell)
      settle(false)
      end(socket)
    }
    socket.on('data', take).on('end', over).on('close', over)
  })
}
