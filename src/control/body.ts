import type { Readable } from 'node:stream'
import { badRequest, ControlProblem } from './problem.ts'

/** A larger body is refused before it is held in memory. */
const bodyMax = 1024 * 1024

/** Nothing that is meant is nested deeper. */
const depthMax = 64

/** So long a text is gone through again to find out where something in it stands. */
const placedMax = 256 * 1024

/**
 * The body, or null where whoever asks has gone before its end. (hono/body-limit makes another Request of one that does not tell its length; where Node's own
 * classes are left in their places, it cannot.)
 *
 * @throws ControlProblem 413
 */
export async function readBody(request: Readable & { readonly headers: NodeJS.Dict<string | string[]> }): Promise<string | null> {
  const detail = `a body of the control API has ${bodyMax} bytes at most`
  const tooLarge = (): ControlProblem => new ControlProblem(413, 'Body too large', detail, {}, { Connection: 'close' })
  if (Number(request.headers['content-length'] ?? 0) > bodyMax) throw tooLarge()
  const parts: Buffer[] = []
  let length = 0
  try {
    // The connection is still needed when the body is not.
    for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += part.length
      if (length > bodyMax) break
      parts.push(part)
    }
  } catch {
    return null
  }
  if (length > bodyMax) throw tooLarge()
  return Buffer.concat(parts).toString('utf8')
}

/** A body of JSON. @throws ControlProblem */
export function parseJson(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw badRequest(`the body is not JSON: ${(error as Error).message}`)
  }
  requireShallow(value)
  return value
}

/** A body of JSON or YAML. The reader of YAML is loaded where it is wanted. @throws ControlProblem */
export async function parseBody(text: string): Promise<unknown> {
  if (/^\s*[{["]/.test(text)) {
    try {
      const value = JSON.parse(text) as unknown
      requireShallow(value)
      return value
    } catch (error) {
      // YAML has maps in braces, too.
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  const { parseDocument } = await import('yaml')
  let value: unknown
  try {
    const document = parseDocument(text, { prettyErrors: true, logLevel: 'silent' })
    const [fault] = document.errors
    if (fault !== undefined) {
      const { line, col } = fault.linePos?.[0] ?? { line: 1, col: 1 }
      const message = fault.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '')
      throw badRequest(`the body is neither JSON nor YAML: ${message}`, [{ line, column: col, code: 'YAML', path: '', message }])
    }
    value = document.toJS({ maxAliasCount: 100 }) as unknown
  } catch (error) {
    if (error instanceof RangeError || error instanceof ReferenceError) throw badRequest(`the body cannot be read: ${error.message}`)
    throw error
  }
  requireShallow(value)
  return value
}

/** Where something stands in a body, by its path; at the nearest thing around it where it is not there. @param atKey of a value in a map: its key */
export type PlaceOf = (path: readonly PropertyKey[], atKey?: boolean) => { readonly line: number; readonly column: number }

/** Finds places in a body that has been read. */
export async function placesIn(text: string): Promise<PlaceOf> {
  const nowhere: PlaceOf = () => ({ line: 1, column: 1 })
  if (text.length > placedMax) return nowhere
  const { isMap, isScalar, LineCounter, parseDocument } = await import('yaml')
  const lines = new LineCounter()
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent', uniqueKeys: false })
    const offsetOf = (path: readonly PropertyKey[], atKey: boolean): number => {
      for (let length = path.length; length > 0; length--) {
        const part = path.slice(0, length)
        const parent: unknown = length === 1 ? document.contents : document.getIn(part.slice(0, -1), true)
        const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(part.at(-1))) : undefined
        const node = atKey && length === path.length ? pair?.key : pair?.value ?? document.getIn(part, true)
        const range = (node as { readonly range?: readonly number[] } | null | undefined)?.range
        if (range != null) return range[0]!
      }
      return document.contents?.range?.[0] ?? 0
    }
    return (path, atKey = false) => {
      const { line, col } = lines.linePos(offsetOf(path, atKey))
      return { line: Math.max(line, 1), column: Math.max(col, 1) }
    }
  } catch {
    return nowhere
  }
}

function requireShallow(value: unknown): void {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > depthMax) throw badRequest(`the body is nested deeper than ${depthMax} levels`)
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  }
}
