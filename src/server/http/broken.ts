import type { Duplex } from 'node:stream'
import { writeResponse, type Asked } from './response.ts'
import type { WireResponse } from './wire.ts'

/** Bytes that no client takes for HTTP. */
const garbage = Buffer.from([0x16, 0x03, 0x01, 0x00, 0x2a, 0xff, 0xfe, 0x00, 0x0d, 0x0a, 0x67, 0x61, 0x72, 0x62, 0x61, 0x67, 0x65, 0x0d, 0x0a])

/** What is sent of an answer that does not arrive as it should; nothing, where the connection is reset or hangs. */
export function brokenBytes(asked: Asked, response: WireResponse, date: string): Buffer {
  if (response.fate === 'garbage') return garbage
  if (response.fate !== 'truncate') return Buffer.alloc(0)
  const pieces: Buffer[] = []
  const collector = {
    write: (piece: string | Buffer, encoding: BufferEncoding = 'utf8') => void pieces.push(typeof piece === 'string' ? Buffer.from(piece, encoding) : piece),
    cork() {},
    uncork() {},
  }
  writeResponse(collector as unknown as Duplex, asked, response, date, true)
  const whole = Buffer.concat(pieces)
  const bodyAt = whole.indexOf('\r\n\r\n') + 4
  return whole.subarray(0, bodyAt + Math.floor((whole.length - bodyAt) / 2))
}
