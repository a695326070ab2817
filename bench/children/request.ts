import { randomBytes } from 'node:crypto'
import { encryptChunks } from '../../src/protocol/index.ts'

/** What is asked of whom, and with the key of which agent the credential is encrypted: base64, as `/secret` shows it. */
export interface Asked {
  readonly host: string
  readonly target: string
  readonly publicKey?: string
}

/** A GET as its bytes. With a public key it brings a credential of its own, which no other request has. */
export function requestOf({ host, target, publicKey }: Asked): Buffer {
  const lines = [`GET ${target} HTTP/1.1`, `Host: ${host}`, 'User-Agent: bench', 'Accept-Encoding: gzip, deflate', 'Accept: */*', 'Connection: keep-alive']
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

/** Gathers the one response that is under way: no request is sent before the one before it is answered, so nothing follows it. */
export class Response200 {
  #held = ''

  /** @returns whether the response is complete @throws when it is not a 200 */
  take(piece: Buffer): boolean {
    this.#held += piece.toString('latin1')
    if (!isWhole(this.#held)) return false
    if (!this.#held.startsWith('HTTP/1.1 200 ')) throw new Error(`answered by ${this.#held.slice(0, 600)}`)
    this.#held = ''
    return true
  }
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))
  if (length !== null) return text.length >= end + 4 + Number(length[1])
  return text.endsWith('\r\n0\r\n\r\n')
}
