/**
 * The load: a process of its own that sends requests over keep-alive connections, as raw bytes, the next as soon as one is answered. Its own
 * CPU time is nobody's business.
 *
 * @module
 */
import { connect } from 'node:net'
import { requestOf, Response200 } from './request.ts'

export interface LoadOrder {
  readonly url: string
  readonly target: string
  readonly count: number
  readonly connections: number
  /** Then each request brings a credential of its own, encrypted before the first one is sent. */
  readonly publicKey?: string
  /** Requests are made ready and kept for the order that follows. */
  readonly onlyPrepare?: boolean
}

let prepared: Buffer[] = []

process.on('message', (order: LoadOrder) => {
  const made = (): Buffer => requestOf({ ...order, host: new URL(order.url).host })
  if (order.onlyPrepare === true) {
    prepared = Array.from({ length: order.count }, made)
    process.send!(true)
    return
  }
  const requests = prepared.length > 0 ? prepared : [made()]
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
    const socket = connect(Number(port), hostname)
    const response = new Response200()
    const send = (): void => {
      const request = next()
      if (request === undefined) {
        socket.end()
        resolve()
      } else {
        socket.write(request)
      }
    }
    socket.setNoDelay(true)
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('close', () => resolve())
    socket.on('data', (piece) => {
      try {
        if (response.take(piece)) send()
      } catch (error) {
        socket.destroy()
        reject(error as Error)
      }
    })
  })
}
