import { decodeBase64 } from '../base64.ts'
import { goName, promotedFields, zeroField, zeroValue } from './go-type.ts'
import type { GoField, GoStruct, GoType, PromotedField } from './go-type.ts'
import { fieldOf } from './field-key.ts'
import { floatOf, integerOf } from './literal.ts'
import { Reader, setKey } from './reader.ts'
import { parseRfc3339 } from './rfc3339.ts'
import { Scanner } from './scanner.ts'
import { byteString } from './text.ts'

export type Decoded = { readonly ok: true, readonly value: unknown } | { readonly ok: false, readonly reason: string }

/**
 * Decodes the first JSON value of a text as Go 1.26's `json.Decoder` with `UseNumber` does; text after it is not looked at.
 *
 * A struct becomes a plain object keyed by the JSON names in the order of the source, fields that were not set at Go's zero value (''
 * 0 false null, nested structs of zero values; see `zeroStruct` for embedded pointers). Integers are a number when safe, else a bigint.
 * A type may hold itself only if nothing nests it by the thousand: typed values are decoded by recursion, all others without.
 *
 * The reason of a refusal is Go's error text: a syntax error first; else an error of a time; else the first type mismatch or base64
 * error met.
 */
export function decodeGo(body: Uint8Array | string, type: GoType): Decoded {
  const scanner = new Scanner(byteString(body))
  return scanner.scan() ? decodeScanned(scanner, type) : { ok: false, reason: scanner.reason }
}

/** Decodes the value that a scanner found. */
export function decodeScanned(scanner: Scanner, type: GoType): Decoded {
  const { text, start, at: end } = scanner
  const decoder = new Decoder(new Reader(end < text.length ? text.slice(0, end) : text, start))
  const value = decoder.decode(type, zeroValue(type))
  const reason = decoder.fatal ?? decoder.mismatch
  return reason === undefined ? { ok: true, value } : { ok: false, reason }
}

class Decoder {
  /** The first type mismatch: reported, but decoding goes on. */
  mismatch: string | undefined
  /** The first error of a time: in Go it ends decoding at once, and so wins over a mismatch met before. */
  fatal: string | undefined

  readonly #reader: Reader
  readonly #fields = new Map<GoStruct, readonly PromotedField[]>()
  /** Where decoding stands, for errors: the innermost struct, and the fields from the outermost on. */
  #struct = ''
  #path: string[] = []
  /** Of slices that became shorter: all the items they have had. */
  #backings: Map<object, unknown[]> | undefined

  constructor(reader: Reader) {
    this.#reader = reader
  }

  /** Decodes the next value over the one that the variable holds: objects and maps are merged, null leaves scalars as they are. */
  decode(type: GoType, held: unknown): unknown {
    const code = this.#reader.peek()
    switch (type.kind) {
      case 'any': return this.#reader.any()
      case 'time': return this.#time(code, held)
    }
    switch (code) {
      case BRACE: return this.#object(type, held)
      case BRACKET: return this.#array(type, held)
      case QUOTE: return this.#string(type, held)
      case LETTER_N:
        this.#reader.word()
        return type.kind === 'map' || type.kind === 'slice' || type.kind === 'bytes' ? null : held
      case LETTER_T: case LETTER_F: {
        const value = this.#reader.word()
        return type.kind === 'bool' ? value : this.#refuse('bool', type, held)
      }
      default: return this.#number(type, held)
    }
  }

  #pointer(type: GoType, held: unknown): unknown {
    if (this.#reader.peek() !== LETTER_N) return this.decode(type, held ?? zeroValue(type))
    this.#reader.word()
    return null
  }

  #object(type: GoType, held: unknown): unknown {
    if (type.kind !== 'struct' && type.kind !== 'map') {
      this.#reader.skip()
      return this.#refuse('object', type, held)
    }
    const value = (held ?? {}) as Record<string, unknown>
    this.#reader.at++
    if (this.#reader.peek() === BRACE_END) {
      this.#reader.at++
      return value
    }
    const fields = type.kind === 'struct' ? this.#fieldsOf(type) : undefined
    do {
      const key = this.#reader.key()
      if (type.kind === 'map') {
        // The key of a map is no part of the path in an error, and an entry given twice is not merged.
        setKey(value, key, type.pointer ? this.#pointer(type.value, null) : this.decode(type.value, zeroValue(type.value)))
      } else {
        const chosen = fieldOf(fields ?? [], key)
        if (chosen === undefined) this.#reader.skip()
        else this.#field(type, fields ?? [], chosen, value)
      }
    } while (this.#more())
    return value
  }

  #field(type: GoStruct, fields: readonly PromotedField[], chosen: PromotedField, value: Record<string, unknown>): void {
    const { field, within } = chosen
    const struct = this.#struct
    const depth = this.#path.length
    if (value[field.json] === undefined) allocate(fields, within, value)
    // The struct named is the one whose object this is, the path goes through the Go names of embedded ones.
    this.#struct = type.name
    for (const embedded of within) this.#path.push(embedded.name)
    this.#path.push(field.json)
    const held = value[field.json]
    value[field.json] = field.pointer ? this.#pointer(field.type, held) : this.decode(field.type, held)
    this.#struct = struct
    this.#path.length = depth
  }

  #array(type: GoType, held: unknown): unknown {
    if (type.kind === 'bytes') return this.#bytes(held as Uint8Array | null)
    if (type.kind === 'slice') return this.#slice(type.item, type.pointer ?? false, held as unknown[] | null)
    this.#reader.skip()
    return this.#refuse('array', type, held)
  }

  #bytes(held: Uint8Array | null): Uint8Array {
    const backing = held === null ? [] : this.#backings?.get(held) ?? Array.from<unknown>(held)
    const length = this.#items(UINT8, false, backing)
    const bytes = Uint8Array.from(length < backing.length ? backing.slice(0, length) as number[] : backing as number[])
    if (length < backing.length) this.#keepBacking(bytes, backing)
    return bytes
  }

  #slice(type: GoType, pointer: boolean, held: unknown[] | null): unknown[] {
    const backing = held === null ? [] : this.#backings?.get(held) ?? held
    const length = this.#items(type, pointer, backing)
    if (length === 0) return []
    if (length === backing.length) return backing
    const slice = backing.slice(0, length)
    this.#keepBacking(slice, backing)
    return slice
  }

  /**
   * Decodes an array over the items of a slice and tells its length. Items that are there are decoded over, even those beyond the end of
   * the slice that an array given before has left: a Go slice that gets shorter keeps them in its backing array, and shows them again.
   */
  #items(type: GoType, pointer: boolean, backing: unknown[]): number {
    this.#reader.at++
    if (this.#reader.peek() === BRACKET_END) {
      this.#reader.at++
      backing.length = 0
      return 0
    }
    let length = 0
    do {
      const held = backing[length]
      backing[length] = pointer ? this.#pointer(type, held ?? null) : this.decode(type, held ?? zeroValue(type))
      length++
    } while (this.#more())
    return length
  }

  #keepBacking(slice: object, backing: unknown[]): void {
    this.#backings ??= new Map()
    this.#backings.set(slice, backing)
  }

  #string(type: GoType, held: unknown): unknown {
    const value = this.#reader.string()
    if (type.kind === 'string') return value
    if (type.kind !== 'bytes') return this.#refuse('string', type, held)
    const { bytes, error } = decodeBase64(value)
    if (error === undefined) return new Uint8Array(bytes)
    this.mismatch ??= error
    return held
  }

  #number(type: GoType, held: unknown): unknown {
    const literal = this.#reader.number()
    let value: number | bigint | undefined
    switch (type.kind) {
      case 'string': case 'bool': case 'struct': case 'map': case 'slice': case 'bytes': case 'any': case 'time':
        return this.#refuse('number', type, held)
      case 'float32': case 'float64':
        value = floatOf(literal, type.kind)
        break
      default:
        value = integerOf(literal, type.kind)
    }
    return value ?? this.#refuse(`number ${literal}`, type, held)
  }

  /** time.Time reads itself from the text of the value, escapes and all. */
  #time(code: number, held: unknown): unknown {
    if (code === QUOTE) {
      const parsed = parseRfc3339(this.#reader.rawString())
      if (parsed.ok) return parsed.time
      this.fatal ??= parsed.reason
      return held
    }
    if (code !== LETTER_N) this.fatal ??= 'Time.UnmarshalJSON: input is not a JSON string'
    this.#reader.skip()
    return held
  }

  /** Passes a comma, or the end of the array or object: true if there is more. */
  #more(): boolean {
    const more = this.#reader.peek() === COMMA
    this.#reader.at++
    return more
  }

  #fieldsOf(type: GoStruct): readonly PromotedField[] {
    let fields = this.#fields.get(type)
    if (fields === undefined) this.#fields.set(type, fields = promotedFields(type))
    return fields
  }

  #refuse(kind: string, type: GoType, held: unknown): unknown {
    if (this.mismatch === undefined) {
      const into = this.#path.length > 0 ? `struct field ${this.#struct}.${this.#path.join('.')}` : 'value'
      this.mismatch = `json: cannot unmarshal ${kind} into Go ${into} of type ${goName(type)}`
    }
    return held
  }
}

/** Sets the embedded pointers on the way to a field: what they point to appears, at zero. */
function allocate(fields: readonly PromotedField[], within: readonly GoField[], value: Record<string, unknown>): void {
  for (const other of fields) {
    const reached = other.within.every((embedded) => !embedded.pointer || within.includes(embedded))
    if (reached && value[other.field.json] === undefined) value[other.field.json] = zeroField(other.field)
  }
}

const UINT8: GoType = { kind: 'uint8' }

const QUOTE = 0x22
const COMMA = 0x2c
const BRACKET = 0x5b
const BRACKET_END = 0x5d
const LETTER_F = 0x66
const LETTER_N = 0x6e
const LETTER_T = 0x74
const BRACE = 0x7b
const BRACE_END = 0x7d
