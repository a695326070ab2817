import { Buffer } from 'node:buffer'
import type { RequestEntry } from './entry.ts'
import { bodyMax } from './journal.ts'
import { hidden, isSecret } from './mask.ts'

/** A body as it can be looked into. */
export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  /** `cut`: more came than is kept. */
  | { readonly kind: 'text'; readonly text: string; readonly cut: boolean }
  | { readonly kind: 'bytes' }

/** Reads the bodies of requests, each once. */
export class Bodies {
  readonly #read = new WeakMap<RequestEntry, Body>()

  of(entry: RequestEntry): Body {
    let body = this.#read.get(entry)
    if (body === undefined) this.#read.set(entry, body = readBody(entry))
    return body
  }
}

/** What of a wanted value is there, and what is not, in words. */
export interface Fit {
  /** How many of the values that are wanted are there, and how many are wanted. */
  readonly fitting: number
  readonly wanted: number
  readonly lacks: readonly string[]
}

/** Whether a body holds what is wanted: of maps the keys that are named, lists whole. Keys fit in any case, as the agent binds them. */
export function compareBody(body: Body, wanted: unknown): Fit {
  const lacks: string[] = []
  const count = { fitting: 0, wanted: 0 }
  switch (body.kind) {
    case 'json': compare(body.value, wanted, 'body', false)
      break
    // No body counts as an empty map.
    case 'none': compare({}, wanted, 'body', false)
      break
    case 'text':
      if (typeof wanted === 'string') compare(body.text, wanted, 'body', false)
      else missing(body.cut ? `of its body only the first ${bodyMax} bytes are kept` : 'its body is no JSON')
      break
    case 'bytes': missing('its body is no text')
  }
  return { ...count, lacks }

  function present(): void {
    count.wanted++
    count.fitting++
  }

  function missing(lack: string): void {
    count.wanted++
    lacks.push(lack)
  }

  function compare(got: unknown, want: unknown, path: string, secret: boolean): void {
    if (isMap(want)) {
      if (!isMap(got)) return missing(`${path} is ${said(got, secret)}, wanted a map`)
      present()
      for (const [key, value] of Object.entries(want)) {
        const found = keyIn(got, key)
        if (found === undefined) missing(`no ${path}.${key}, wanted ${said(value, secret || isSecret(key))}`)
        else compare(got[found], value, `${path}.${key}`, secret || isSecret(key))
      }
      return
    }
    if (Array.isArray(want)) {
      if (!Array.isArray(got)) return missing(`${path} is ${said(got, secret)}, wanted a list`)
      if (got.length !== want.length) return missing(`${path} has ${got.length} items, wanted ${want.length}`)
      present()
      want.forEach((value, index) => compare(got[index], value, `${path}.${index}`, secret))
      return
    }
    count.wanted++
    if (Object.is(got, want)) count.fitting++
    else lacks.push(secret ? `${path} is another` : `${path} is ${said(got, false)}, wanted ${said(want, false)}`)
  }
}

function readBody({ body, bodyLength }: RequestEntry): Body {
  if (bodyLength === 0 || body.length === 0) return { kind: 'none' }
  const text = typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8')
  if (text.includes('\ufffd') || text.includes('\0')) return { kind: 'bytes' }
  // What came may have been longer, for it was encrypted. A cut may have taken a piece of a character with it.
  if (bodyLength > bodyMax && Buffer.byteLength(text) > bodyMax - 4) return { kind: 'text', text, cut: true }
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown }
  } catch {
    return { kind: 'text', text, cut: false }
  }
}

/** The key of a map as Go finds it: exactly, else in another case. */
function keyIn(map: Readonly<Record<string, unknown>>, key: string): string | undefined {
  if (Object.hasOwn(map, key)) return key
  const lower = key.toLowerCase()
  return Object.keys(map).find((each) => each.toLowerCase() === lower)
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const saidMax = 120

/** A value as a sentence quotes it. */
function said(value: unknown, secret: boolean): string {
  if (value === undefined) return 'absent'
  const text = JSON.stringify(hidden(value, secret))
  return text.length > saidMax ? `${text.slice(0, saidMax)}…` : text
}
