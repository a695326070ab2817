import { parseIp, ipOfBytes } from './ip.ts'
import type { Address } from './store.ts'

/** A generic id taken apart (tasks.md §1.8). `address` is null for a task of the cluster. */
export interface GenericId {
  readonly prefix: '1' | '2' | '3' | '4' | '5'
  readonly address: Address | null
  readonly id: bigint
}

/** Why an id cannot be read: the text behind `Invalid ID: <id>`, empty when there is none. */
export interface GenericIdRefusal {
  readonly refused: string
}

const idMax = (1n << 63n) - 1n

/**
 * Writes an id: `2` + IPv4 as 10 digits + port as 5 + row for a local task, `3` with 39 digits for IPv6, `4`/`5` for
 * obproxy's, `1` + row for the cluster's.
 */
export function formatGenericId(owner: Address | null, row: number | bigint, type = ''): string {
  if (owner === null) return `1${row}`
  // What is no IP address is a nil `net.IP` in the agent: no bytes, and not four.
  const bytes = parseIp(owner.ip) ?? []
  const isV4 = bytes.length === 4
  const prefix = type === 'obproxy' ? (isV4 ? '4' : '5') : (isV4 ? '2' : '3')
  // A view of a DAG has an id for each node and sub-task: four bytes need no bigint.
  const number = isV4 ? bytes.reduce((sum, byte) => sum * 256 + byte, 0) : bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  return `${prefix}${pad(number, isV4 ? 10 : 39)}${pad(owner.port, 5)}${row}`
}

/** Takes an id apart, with the agent's own refusals in its own order. */
export function parseGenericId(text: string): GenericId | GenericIdRefusal {
  const prefix = text[0]
  if (prefix !== '1' && prefix !== '2' && prefix !== '3' && prefix !== '4' && prefix !== '5') return { refused: ': invalid generic id' }
  const ipDigits = prefix === '1' ? 0 : prefix === '2' || prefix === '4' ? 10 : 39
  const idStart = ipDigits === 0 ? 1 : 1 + ipDigits + 5
  // Lengths are bytes in Go. Where a text beyond ASCII is cut does not matter: it is no number in any part.
  if (byteLength(text) <= idStart) return { refused: '' }
  let address: Address | null = null
  if (ipDigits > 0) {
    const ipText = text.slice(1, 1 + ipDigits)
    // big.Int's SetString takes a sign.
    if (!/^[+-]?\d+$/.test(ipText)) return { refused: ': convert id to bigInt failed' }
    const ip = ipOfBytes(bytesOf(BigInt(ipText.replace(/^[+-]/, ''))), ipDigits === 10 ? 4 : 16)
    if (ip === null) return { refused: ': convert id to ip failed' }
    const portText = text.slice(1 + ipDigits, idStart)
    if (!/^[+-]?\d+$/.test(portText)) return { refused: ': parse port failed' }
    address = { ip, port: Number(portText) }
  }
  const idText = text.slice(idStart)
  if (!/^[+-]?\d+$/.test(idText)) return { refused: `: strconv.ParseInt: parsing ${JSON.stringify(idText)}: invalid syntax` }
  const id = BigInt(idText.replace(/^\+/, ''))
  if (id > idMax || id < -idMax - 1n) return { refused: `: strconv.ParseInt: parsing "${idText}": value out of range` }
  return { prefix, address, id }
}

/** How many bytes a text has as UTF-8. */
function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}

/** The significant bytes of a number, as big.Int gives them. */
function bytesOf(number: bigint): number[] {
  const bytes: number[] = []
  for (let rest = number; rest > 0n; rest >>= 8n) bytes.unshift(Number(rest & 0xffn))
  return bytes
}

function pad(number: number | bigint, digits: number): string {
  const text = String(number)
  return text.startsWith('-') ? `-${text.slice(1).padStart(digits - 1, '0')}` : text.padStart(digits, '0')
}
