import { decodeScanned } from './decode.ts'
import type { Decoded } from './decode.ts'
import type { GoStruct } from './go-type.ts'
import { isSpace, Scanner } from './scanner.ts'
import { byteString } from './text.ts'
import { validateBound } from './validate.ts'

export type Bound = { readonly ok: true, readonly value: Record<string, unknown> } | { readonly ok: false, readonly reason: string }

/**
 * Binds a request body as the agent does (wire.md §1.9): value as `decodeGo` gives it, or the reason of `Bind JSON failed: <reason>`.
 *
 * 1. The agent reads the body beforehand to log it. What that reading cannot take (not exactly one JSON object or null, a number beyond
 *    float64 anywhere) is lost to the binding, which finds nothing: `EOF`. Routes whose body is not logged skip this: `logged: false`.
 * 2. The body is decoded: the first mismatch is the reason.
 * 3. Only if all could be decoded: `required`, one line for each failing field.
 *
 * An empty body is `EOF`; where the agent takes it for `{}`, the caller passes `{}`.
 */
export function bindJson(body: Uint8Array | string, type: GoStruct, { logged = true }: { readonly logged?: boolean } = {}): Bound {
  const scanner = new Scanner(byteString(body))
  const scanned = scanner.scan()
  if (logged && !(scanned && isOneObject(scanner))) return { ok: false, reason: 'EOF' }
  if (!scanned) return { ok: false, reason: scanner.reason }
  const decoded: Decoded = decodeScanned(scanner, type)
  if (!decoded.ok) return decoded
  const value = decoded.value as Record<string, unknown>
  const reason = validateBound(value, type)
  return reason === '' ? { ok: true, value } : { ok: false, reason }
}

/** Whether Go's `json.Unmarshal` would read the text into a `map[string]interface{}`. */
function isOneObject({ text, start, at: end, overflows }: Scanner): boolean {
  const first = text.charAt(start)
  if ((first !== '{' && first !== 'n') || overflows) return false
  for (let at = end; at < text.length; at++) {
    if (!isSpace(text.charCodeAt(at))) return false
  }
  return true
}
