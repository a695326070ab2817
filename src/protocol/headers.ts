import { goString } from './go-string.ts'

/** The first header of a name, of a list name, value, name, value … @param name in lower case */
export function headerIn(headers: readonly string[], name: string): string | undefined {
  for (let index = 0; index < headers.length; index += 2) {
    const candidate = headers[index]!
    if (candidate.length === name.length && candidate.toLowerCase() === name) return headers[index + 1]
  }
  return undefined
}

/** The trace id that a client has chosen, or null: it is echoed as text, so its bytes are read as UTF-8 (wire.md §1.5). */
export function traceIdIn(headers: readonly string[]): string | null {
  const traceId = headerIn(headers, 'x-obshell-trace-id') || null
  return traceId === null || /^[\x20-\x7e]*$/.test(traceId) ? traceId : goString(Buffer.from(traceId, 'latin1'))
}
