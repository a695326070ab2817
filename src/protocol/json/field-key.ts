import type { PromotedField } from './go-type.ts'

/** The field that a JSON key sets: the one of exactly this name, else the first that differs in case only. */
export function fieldOf(fields: readonly PromotedField[], key: string): PromotedField | undefined {
  for (const candidate of fields) {
    if (candidate.field.json === key) return candidate
  }
  for (const candidate of fields) {
    if (equalFold(candidate.field.json, key)) return candidate
  }
  return undefined
}

/**
 * Whether a key is a name in another case. The names are ASCII; by Unicode's simple folding their letters equal their other case, and two
 * foreign ones: ſ (U+017F) is an s, the Kelvin sign K (U+212A) a k.
 */
function equalFold(name: string, key: string): boolean {
  if (name.length !== key.length) return false
  for (let at = 0; at < name.length; at++) {
    if (folded(name.charCodeAt(at)) !== folded(key.charCodeAt(at))) return false
  }
  return true
}

function folded(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return code - 0x20
  return code === 0x17f ? 0x53 : code === 0x212a ? 0x4b : code
}
