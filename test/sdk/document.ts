import type { AgentPlace } from '../support/simulator.ts'

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/
const epoch = '1970-01-01T00:00:00Z'
/** The PKCS#1 DER of an RSA key of 1024 bits, in base64. */
const publicKey = /^MIGJAoGB[A-Za-z0-9+/]+AgMBAAE=$/
const widthMax = 140

/**
 * What a client program printed, as it would be if the agents were at 127.0.0.1:2886, :2887, …, in ids, too; what differs from one
 * address to another stands in angle brackets.
 */
export function comparable(printed: string, agents: readonly AgentPlace[]): Json {
  let text = printed
  for (const [index, { port }] of agents.entries()) {
    text = text.replace(new RegExp(`(?<=[24]2130706433)${port}(?=\\d)`, 'g'), `0${2886 + index}`).replace(new RegExp(`\\b${port}\\b`, 'g'), String(2886 + index))
  }
  return JSON.parse(text, (key, value: unknown) => {
    if (typeof value === 'string' && time.test(value) && value !== epoch) return '<time>'
    if (typeof value === 'string' && value.length === 188 && publicKey.test(value)) return '<public key of 1024 bits>'
    if (/^(?:pid|start_?at)$/i.test(key) && typeof value === 'number' && value > 0) return '<positive>'
    return value
  }) as Json
}

/** JSON for people who review its changes: what fits into a line stands in one. */
export function pretty(value: Json, indent = ''): string {
  const line = inOneLine(value)
  if (line.length + indent.length <= widthMax || typeof value !== 'object' || value === null) return line
  const deeper = `${indent}  `
  if (Array.isArray(value)) return `[\n${value.map((item: Json) => `${deeper}${pretty(item, deeper)}`).join(',\n')}\n${indent}]`
  return `{\n${Object.entries(value).map(([key, item]) => `${deeper}${JSON.stringify(key)}: ${pretty(item, deeper)}`).join(',\n')}\n${indent}}`
}

function inOneLine(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inOneLine(item)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}
