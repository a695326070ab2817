/**
 * The load: a process of its own that sends requests over keep-alive connections, as raw bytes, the next as soon as one is answered. Its own
 * CPU time is nobody's business.
 *
 * @module
 */
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { encryptChunks } from '../../src/protocol/index.ts'

export interface LoadOrder {
  readonly url: string
  readonly target: string
  readonly count: number
  readonly connections: number
  /** Base64 of the agent's key: then each request brings a credential of its own, encrypted before the first one is sent. */
  readonly publicKey?: string
  /** Requests are made ready and kept for the order that follows. */
  readonly onlyPrepare?: boolean
}

let prepared: Buffer[] = []

process.on('message', (order: LoadOrder) => {
  if (order.onlyPrepare === true) {
    prepared = Array.from({ length: order.count }, () => requestOf(order))
    process.send!(true)
    return
  }
  const requests = prepared.length > 0 ? prepared : [requestOf(order)]
  prepared = []
  run(order, requests).then(() => process.send!(true), (error: unknown) => process.send!(String(error)))
})
process.stdout.write('ready\n')

/** Sends `count` requests, from the list in turn. @throws when one is not answered by 200 */
async function run({ url, count, connections }: LoadOrder, requests: readonly Buffer[]): Promise<void> {
  let sent = 0
  const next = (): Buffer | undefined => (sent < count ? requests[sent++ % requests.length] : undefined)
  await Promise.all(Array.from({ length: connections }, () => serveOne(url, next)))
}

function serveOne(url: string, next: () => Buffer | undefined): Promise<void> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(Number(port), hostname)
    socket.setNoDelay(true)
    const send = (): void => {
      const request = next()
      if (request === undefined) {
        socket.end()
        resolve()
      } else {
        socket.write(request)
      }
    }
    let held = ''
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('close', () => resolve())
    socket.on('data', (piece) => {
      held += piece.toString('latin1')
      if (!isWhole(held)) return
      if (!held.startsWith('HTTP/1.1 200 ')) {
        socket.destroy()
        return reject(new Error(`answered by ${held.slice(0, 600)}`))
      }
      held = ''
      send()
    })
  })
}

/** Whether a response is complete: no request is sent before the one before it is answered, so nothing follows it. */
function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))
  if (length !== null) return text.length >= end + 4 + Number(length[1])
  return text.endsWith('\r\n0\r\n\r\n')
}

function requestOf({ url, target, publicKey }: LoadOrder): Buffer {
  const lines = [`GET ${target} HTTP/1.1`, `Host: ${new URL(url).host}`, 'User-Agent: bench', 'Accept-Encoding: gzip, deflate', 'Accept: */*', 'Connection: keep-alive']
  if (publicKey !== undefined) lines.push(`X-OCS-Header: ${credential(target, publicKey)}`)
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}

/** As the Python SDK makes it: three blocks of at most 53 bytes. */
function credential(target: string, publicKey: string): string {
  const text = `{"auth": "", "ts": "${Math.floor(Date.now() / 1000) + 3600}", "uri": "${target}", "keys": "${randomBytes(32).toString('base64')}"}`
  const sealed = encryptChunks(publicKey, Buffer.from(text), 53, () => randomBytes(1)[0]!)
  if (!sealed.ok) throw new Error(sealed.error)
  if (sealed.bytes.length !== 3 * 128) throw new Error(`${text} takes ${sealed.bytes.length / 128} blocks, not 3`)
  return Buffer.from(sealed.bytes).toString('base64')
}
