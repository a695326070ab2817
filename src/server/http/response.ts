import type { Writable } from 'node:stream'
import { allowsBody, statusLine } from './status.ts'
import type { Head } from './transfer.ts'
import type { WireResponse } from './wire.ts'

/** What of a request decides how its answer is framed. */
export type Asked = Pick<Head, 'method' | 'version' | 'wantsClose' | 'keepAlive10'>

/** Go buffers so much of a body before it gives up counting it and starts to send chunks; a body of just this size is still counted. */
const countedBytesMax = 2048

/**
 * Writes an answer as Go's `chunkWriter.writeHeader` frames it: the handler's headers, then Date, Content-Length, Connection, Transfer-Encoding
 * as far as they are due. `Connection: close` is said to HTTP/1.1 only, `keep-alive` to HTTP/1.0 only. A longer body is one chunk,
 * or to HTTP/1.0 all there is until the connection closes.
 * @param mustClose the connection cannot be kept, whatever the client wants
 * @returns whether the connection is to be closed after it
 */
export function writeResponse(socket: Writable, asked: Asked, response: WireResponse, date: string, mustClose: boolean): boolean {
  const { status, body } = response
  const http11 = asked.version === '1.1'
  const isHead = asked.method === 'HEAD'
  const bodyAllowed = allowsBody(status)
  let head = statusLine(asked.version, status)
  let counted = false
  let saysConnection = false
  let saysClose = false
  for (const [name, value] of response.headers) {
    if (name === 'Content-Length') {
      if (!bodyAllowed) continue
      counted = true
    } else if (name === 'Connection') {
      saysConnection = true
      saysClose = value === 'close'
    } else if (name === 'Content-Type' && status === 304) continue
    head += name + ': ' + (lineBreak.test(value) ? value.replace(/[\r\n]/g, ' ') : value) + '\r\n'
  }
  head += 'Date: ' + date + '\r\n'

  const size = !bodyAllowed ? 0 : typeof body === 'string' ? Buffer.byteLength(body) : body.length
  // Of an empty body to HEAD Go cannot tell whether the handler knew of the HEAD, and says nothing.
  if (bodyAllowed && !counted && size <= countedBytesMax && (!isHead || size > 0)) {
    counted = true
    head += 'Content-Length: ' + size + '\r\n'
  }
  const uncounted = bodyAllowed && !counted && !isHead
  const keeps10 = asked.keepAlive10 && !uncounted
  const close = mustClose || saysClose || !keeps10 && (!http11 || asked.wantsClose)
  if (http11 && close && !saysClose) head += 'Connection: close\r\n'
  else if (keeps10 && !saysConnection) head += 'Connection: keep-alive\r\n'

  if (isHead || size === 0) socket.write(head + '\r\n', 'latin1')
  else if (uncounted && http11) write(socket, head + 'Transfer-Encoding: chunked\r\n\r\n' + size.toString(16) + '\r\n', body, size, '\r\n0\r\n\r\n')
  else write(socket, head + '\r\n', body, size, '')
  return close
}

const lineBreak = /[\r\n]/

/** In one go, and in one string where that is possible: each write to a socket is a system call. */
function write(socket: Writable, head: string, body: string | Buffer, size: number, tail: string): void {
  if (typeof body === 'string') {
    if (size === body.length) return void socket.write(head + body + tail, 'latin1')
    if (Buffer.byteLength(head) === head.length) return void socket.write(head + body + tail, 'utf8')
  }
  socket.cork()
  socket.write(head, 'latin1')
  socket.write(body)
  if (tail !== '') socket.write(tail, 'latin1')
  socket.uncork()
}
