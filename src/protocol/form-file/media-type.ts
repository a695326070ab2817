import { trimmed } from '../trim.ts'

/** What `mime.ParseMediaType` makes of a Content-Type or Content-Disposition: texts have one character a byte. */
export interface MediaType {
  readonly type: string
  readonly params: Readonly<Record<string, string>>
}

/**
 * Reads `form-data; name="file"; filename*=UTF-8''a.rpm` as Go does: a backslash escapes only what needs it (old browsers send Windows paths),
 * parameters in pieces (RFC 2231) are put together.
 *
 * @returns null where Go returns an error; which one never reaches a client
 */
export function parseMediaType(text: string): MediaType | null {
  const semicolon = text.indexOf(';')
  const base = semicolon < 0 ? text : text.slice(0, semicolon)
  const type = trim(base).toLowerCase()
  if (!/^[!#$%&'*+\-.^_`{|}~0-9A-Za-z]+(?:\/[!#$%&'*+\-.^_`{|}~0-9A-Za-z]+)?$/.test(type)) return null
  const given = readParams(text.slice(base.length))
  return given === null ? null : { type, params: joined(given) }
}

const tspecials = '()<>@,;:\\"/[]?='

/** The parameters as they are written, pieces apart; null for a fault, such as one name with two values. */
function readParams(text: string): Map<string, string> | null {
  const params = new Map<string, string>()
  let rest = text
  while (true) {
    rest = trimStart(rest)
    if (rest === '') return params
    const head = /^;[\t-\r ]*([!#$%&'*+\-.^_`{|}~0-9A-Za-z]+)[\t-\r ]*=[\t-\r ]*/.exec(rest)
    if (head === null) return trim(rest) === ';' ? params : null
    const name = head[1]!.toLowerCase()
    const value = readValue(rest.slice(head[0].length))
    if (value === null) return null
    const before = params.get(name)
    if (before !== undefined && before !== value.text) return null
    params.set(name, value.text)
    rest = rest.slice(head[0].length + value.length)
  }
}

/** A token or a quoted string at the beginning of a text, and how much of the text it takes. */
function readValue(text: string): { readonly text: string; readonly length: number } | null {
  if (!text.startsWith('"')) {
    const [token] = /^[!#$%&'*+\-.^_`{|}~0-9A-Za-z]+/.exec(text) ?? []
    return token === undefined ? null : { text: token, length: token.length }
  }
  let value = ''
  for (let at = 1; at < text.length; at++) {
    let character = text[at]!
    if (character === '"') return { text: value, length: at + 1 }
    if (character === '\r' || character === '\n') return null
    if (character === '\\' && at + 1 < text.length && tspecials.includes(text[at + 1]!)) character = text[++at]!
    value += character
  }
  return null
}

/** Puts `name*`, `name*0`, `name*1*` … in the place of `name`. */
function joined(given: ReadonlyMap<string, string>): Record<string, string> {
  const params: Record<string, string> = Object.create(null) as Record<string, string>
  const starred = new Set<string>()
  for (const [name, value] of given) {
    const star = name.indexOf('*')
    if (star < 0) params[name] = value
    else starred.add(name.slice(0, star))
  }
  for (const name of starred) {
    const whole = given.get(`${name}*`)
    const value = whole === undefined ? inPieces(name, given) : decoded(whole)
    if (value !== null) params[name] = value
  }
  return params
}

function inPieces(name: string, given: ReadonlyMap<string, string>): string | null {
  let text = ''
  for (let piece = 0; ; piece++) {
    const plain = given.get(`${name}*${piece}`)
    const encoded = given.get(`${name}*${piece}*`)
    if (plain === undefined && encoded === undefined) return piece === 0 ? null : text
    text += plain ?? (piece === 0 ? decoded(encoded!) : unescaped(encoded!)) ?? ''
  }
}

/** `utf-8'en'a%20b`; only two charsets are known. */
function decoded(text: string): string | null {
  const match = /^([^']*)'[^']*'(.*)$/s.exec(text)
  return match !== null && /^(?:us-ascii|utf-8)$/i.test(match[1]!) ? unescaped(match[2]!) : null
}

function unescaped(text: string): string | null {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return null
  return text.replace(/%(..)/g, (_escape, digits: string) => String.fromCharCode(parseInt(digits, 16)))
}

function trim(text: string): string {
  return trimmed(text, '\t\n\v\f\r ')
}

function trimStart(text: string): string {
  return text.replace(/^[\t-\r ]+/, '')
}
