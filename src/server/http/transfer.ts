import { trimmed } from '../../protocol/index.ts'
import type { FieldReader } from './fields.ts'
import {
  badRequest, invalidHeaderName, malformedHost, missingHost, unsupportedCoding, unsupportedVersion, type Refusal,
} from './refuse.ts'
import type { BodyLength } from './wire.ts'

/** A request head that Go hands to a handler, with what the edge itself has to know of it. */
export interface Head {
  method: string
  target: string
  version: '1.0' | '1.1'
  headers: string[]
  bodyLength: BodyLength
  /** Bytes of the body to come; -1 when it is chunked. */
  length: number
  /** The client asks for the connection to be closed (or cannot keep it: HTTP/1.0). */
  wantsClose: boolean
  /** HTTP/1.0 that asks to keep the connection. */
  keepAlive10: boolean
  expect: 'nothing' | 'continue' | 'unknown'
}

/** httpguts.ValidHostHeader */
const hostBytes = /^[0-9A-Za-z!$%&'()*+,\-.:;=[\]_~]*$/
const lengthMax = (1n << 63n) - 1n

/** What Go does between the blank line and the handler, in its order: Host, framing, version, Host again, names (`readRequest`, `readTransfer`). */
export function examine(method: string, target: string, major: number, minor: number, fields: FieldReader): Head | Refusal {
  const headers = fields.headers
  let hosts = 0
  let host = ''
  let lengths = 0
  let length = ''
  let codings = 0
  let coding = ''
  let connections = 0
  let firstConnection = ''
  let connection = ''
  let expect: string | null = null
  let trailer = ''
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string
    switch (name.length) {
      case 4:
        if (is(name, 'host') && hosts++ === 0) host = headers[i + 1] as string
        break
      case 6:
        if (is(name, 'expect')) expect ??= headers[i + 1] as string
        break
      case 7:
        if (is(name, 'trailer')) trailer += ',' + (headers[i + 1] as string)
        break
      case 10:
        if (!is(name, 'connection')) break
        if (connections++ === 0) firstConnection = headers[i + 1] as string
        connection += ',' + (headers[i + 1] as string)
        break
      case 14:
        if (!is(name, 'content-length')) break
        if (lengths++ === 0) length = trimmed(headers[i + 1] as string)
        // Go takes several that say the same.
        else if (trimmed(headers[i + 1] as string) !== length) length = 'differs'
        break
      case 17:
        if (is(name, 'transfer-encoding') && codings++ === 0) coding = headers[i + 1] as string
        break
    }
  }
  if (hosts > 1) return badRequest
  // Go takes a version of 0.0 for "not said" here, and ignores Transfer-Encoding below 1.1.
  const at11 = major > 1 || major === 1 && minor > 0
  const chunked = codings > 0 && (at11 || major === 0 && minor === 0)
  if (chunked && (codings > 1 || coding.toLowerCase() !== 'chunked')) return unsupportedCoding
  const size = lengths === 0 ? 0 : contentLength(length)
  if (size === -1) return badRequest
  if (chunked && trailer !== '' && hasBadTrailer(trailer)) return badRequest
  const preface = method === 'PRI' && target === '*' && major === 2 && minor === 0
  if (major !== 1 && !preface) return unsupportedVersion
  // The preface of HTTP/2 goes to the handler, who could take the connection over; Go closes it when none does.
  const upgrade = preface && headers.length === 0
  if (at11 && hosts === 0 && !upgrade && method !== 'CONNECT') return missingHost
  if (hosts === 1 && !hostBytes.test(host)) return malformedHost
  if (fields.oddName) return invalidHeaderName
  const wantsClose = upgrade || /close/i.test(connection) && (listHas(connection, 'close') || wordsHave(firstConnection, 'close'))
  return {
    method,
    target,
    version: at11 ? '1.1' : '1.0',
    headers,
    bodyLength: chunked ? 'chunked' : lengths === 0 ? 'none' : size === 0 ? 'zero' : 'length',
    length: chunked ? -1 : size,
    wantsClose: wantsClose || !at11 && !(connections > 0 && listHas(connection, 'keep-alive')),
    keepAlive10: !at11 && connections > 0 && wordsHave(firstConnection, 'keep-alive'),
    expect: expect === null || expect === '' ? 'nothing' : wordsHave(expect, '100-continue') ? 'continue' : 'unknown',
  }
}

function is(name: string, lower: string): boolean {
  return name === lower || name.toLowerCase() === lower
}

/** @returns -1 for what Go refuses: nothing, anything but digits, more than an int64 holds. */
function contentLength(text: string): number {
  if (!/^[0-9]+$/.test(text)) return -1
  return text.length > 18 && BigInt(text) > lengthMax ? -1 : Number(text)
}

function hasBadTrailer(list: string): boolean {
  return list.split(',').some((name) => /^[ \t]*(?:transfer-encoding|trailer|content-length)[ \t]*$/i.test(name))
}

/** httpguts.HeaderValuesContainsToken: an element of a comma list. */
function listHas(list: string, word: string): boolean {
  return list.split(',').some((part) => trimmed(part).toLowerCase() === word)
}

/** net/http `hasToken`: blanks part words as well as commas do. */
function wordsHave(text: string, word: string): boolean {
  return text.split(/[ \t,]/).some((part) => part.toLowerCase() === word)
}
