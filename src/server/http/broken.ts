import { Writable, type Duplex } from 'node:stream'
import { resetSocket } from './reset.ts'
import { writeResponse, type Asked } from './response.ts'
import type { WireResponse } from './wire.ts'

/** Bytes that no client takes for HTTP. */
export const garbage = Buffer.from([0x16, 0x03, 0x01, 0x00, 0x2a, 0xff, 0xfe, 0x00, 0x0d, 0x0a, 0x67, 0x61, 0x72, 0x62, 0x61, 0x67, 0x65, 0x0d, 0x0a])

/** An RST throws away what the system has not sent yet: so long the network is given to take it. */
const deliveryMs = 20
/** Bytes are not sent more often than that: of fast ones several at a time. */
const paceMs = 10

/** All bytes of an answer as they would go over the wire, and whether the connection is to be closed after them. */
export function bytesOf(asked: Asked, response: WireResponse, date: string, mustClose: boolean): { readonly bytes: Buffer; readonly close: boolean } {
  const pieces: Buffer[] = []
  const collector = new Writable({
    write(piece: Buffer, _encoding, written) {
      pieces.push(piece)
      written()
    },
  })
  const close = writeResponse(collector, asked, response, date, mustClose)
  return { bytes: Buffer.concat(pieces), close }
}

/** The first half of an answer: the head and half of the body; of one without a body, half of the head. */
export function halfOf(bytes: Buffer): Buffer {
  const bodyAt = bytes.indexOf('\r\n\r\n') + 4
  const rest = bytes.length - bodyAt
  return bytes.subarray(0, rest === 0 ? bodyAt >> 1 : bodyAt + (rest >> 1))
}

/** Sends bytes, then resets the connection. @returns what calls that off */
export function sendThenReset(socket: Duplex, bytes: Buffer): () => void {
  let timer: NodeJS.Timeout | undefined
  socket.write(bytes, (error) => {
    if (error == null) timer = setTimeout(() => resetSocket(socket), deliveryMs).unref()
  })
  return () => clearTimeout(timer)
}

/** Sends bytes at a pace, in real time, then calls back. @returns what calls that off */
export function sendSlowly(socket: Duplex, bytes: Buffer, bytesPerSecond: number, done: () => void): () => void {
  const began = performance.now()
  let sent = 0
  let timer = wait()

  function wait(): NodeJS.Timeout {
    const nextAt = began + (sent + 1) * 1000 / bytesPerSecond
    return setTimeout(send, Math.max(Math.ceil(nextAt - performance.now()), paceMs)).unref()
  }

  function send(): void {
    const due = Math.min(Math.floor((performance.now() - began) * bytesPerSecond / 1000), bytes.length)
    if (due > sent) socket.write(bytes.subarray(sent, due))
    sent = due
    if (sent === bytes.length) return done()
    timer = wait()
  }

  return () => clearTimeout(timer)
}
