import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { encryptChunks } from '../../src/protocol/index.ts'

/** A request as recordings describe it (test/compliance/README.md). */
export interface RequestSpec {
  readonly method: string
  readonly target: string
  readonly version?: string
  readonly noHost?: boolean
  readonly length?: boolean
  /** `socket`: sent to the agent's unix socket instead of its port. */
  readonly via?: 'socket'
  readonly headers?: readonly (readonly [string, string])[]
  readonly auth?: readonly AuthSpec[]
  readonly body?: { readonly text: string; readonly as: string }
}

export interface AuthSpec {
  readonly header: string
  readonly text?: string
  readonly raw?: string
  /** Another agent, with whose key it is encrypted. */
  readonly key?: string
  readonly chunk?: number
  readonly keyBytes?: number
}

export interface Wire {
  readonly statusLine: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
}

/** What a client needs to know of an agent to write to it. */
export interface Addressed {
  readonly address: string
  readonly publicKey: string
}

/** The bytes of a request, and the AES keys in its credential. */
export function encodeRequest(spec: RequestSpec, agent: Addressed, others: ReadonlyMap<string, Addressed>, opened: ReadonlyMap<string, string> = new Map()): { bytes: Buffer; keys: Buffer } {
  let keys = randomBytes(32)
  const seal = (text: string, key: string, chunk: number): string => {
    if (text === '') return '' // no chunks at all
    const sealed = encryptChunks(key, Buffer.from(text), chunk, () => randomBytes(1)[0]!)
    if (!sealed.ok) throw new Error(sealed.error)
    return Buffer.from(sealed.bytes).toString('base64')
  }
  const fill = (text: string): string => text
    .replace(/\$\{opened:([^}]*)\}/g, (_, name: string) => opened.get(name) ?? '')
    .replace(/\$\{now([+-]\d+)?\}/g, (_, shift?: string) => String(Math.floor(Date.now() / 1000) + Number(shift ?? 0)))
    .replaceAll('${target}', spec.target)
    .replaceAll('${keys}', keys.toString('base64'))
    .replace(/\$\{repeat:([^:}]*):(\d+)\}/g, (_, piece: string, times: string) => piece.repeat(Number(times)))
    .replace(/\$\{rsa:([^}]*)\}/g, (_, text: string) => seal(text, agent.publicKey, 53))
  const lines = [`${spec.method} ${spec.target} ${spec.version ?? 'HTTP/1.1'}`]
  if (spec.noHost !== true) lines.push(`Host: ${agent.address}`)
  lines.push('Connection: close')
  for (const [name, value] of spec.headers ?? []) lines.push(`${name}: ${fill(value)}`)
  for (const auth of spec.auth ?? []) {
    if (auth.raw !== undefined) lines.push(`${auth.header}: ${auth.raw}`)
    else {
      if (auth.keyBytes !== undefined) keys = randomBytes(auth.keyBytes)
      const key = auth.key === undefined ? agent.publicKey : others.get(auth.key)!.publicKey
      lines.push(`${auth.header}: ${seal(fill(auth.text ?? ''), key, auth.chunk ?? 53)}`)
    }
  }
  let body = spec.body === undefined ? Buffer.alloc(0) : Buffer.from(fill(spec.body.text))
  if (spec.body?.as.startsWith('aes') === true) {
    const cipher = createCipheriv('aes-128-cbc', padded(keys.subarray(0, 16)), padded(keys.subarray(16, 32)))
    body = Buffer.from(Buffer.concat([cipher.update(body), cipher.final()]).toString('base64'))
  }
  if (spec.body?.as.endsWith('chunked') === true) {
    lines.push('Transfer-Encoding: chunked')
    body = Buffer.concat([...(body.length > 0 ? [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n')] : []), Buffer.from('0\r\n\r\n')])
  } else if (body.length > 0 || spec.length === true) {
    lines.push(`Content-Length: ${body.length}`)
  }
  // Headers are one character a byte; recordings hold their text as UTF-8.
  return { bytes: Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]), keys }
}

/** Takes a response apart, its chunked coding removed; without Date and Connection. */
export function decodeResponse(bytes: Buffer): Wire {
  const end = bytes.indexOf('\r\n\r\n')
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const headers = lines.map((line) => {
    const colon = line.indexOf(': ')
    return [line.slice(0, colon), line.slice(colon + 2)] as const
  })
  let rest = bytes.subarray(end + 4)
  if (headers.some(([name, value]) => name.toLowerCase() === 'transfer-encoding' && value === 'chunked')) {
    const parts: Buffer[] = []
    for (;;) {
      const line = rest.indexOf('\r\n')
      const size = parseInt(rest.subarray(0, line).toString('latin1'), 16)
      if (!(size > 0)) break
      parts.push(rest.subarray(line + 2, line + 2 + size))
      rest = rest.subarray(line + 4 + size)
    }
    rest = Buffer.concat(parts)
  }
  return { statusLine, headers: headers.filter(([name]) => name !== 'Date' && name !== 'Connection'), body: rest.toString('utf8') }
}

/** What an encrypted answer says. */
export function openAnswer(data: string, keys: Buffer): string {
  const decipher = createDecipheriv('aes-128-cbc', keys.subarray(0, 16), keys.subarray(16, 32))
  return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8')
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(16)]).subarray(0, 16)
}
