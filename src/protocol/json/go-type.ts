/** A Go type that JSON is decoded into. `go` is the type as Go prints it in errors; named scalars (`alarm.Severity`) carry it too. */
export type GoType =
  | { readonly kind: 'string' | 'bool', readonly go?: string }
  | { readonly kind: GoInteger | 'float32' | 'float64', readonly go?: string }
  | GoStruct
  /** Keys are strings. `pointer`: the values are pointers, so that null is kept as null. */
  | { readonly kind: 'map', readonly go: string, readonly value: GoType, readonly pointer?: true }
  /** `pointer`: the items are pointers. For []byte use `bytes`. */
  | { readonly kind: 'slice', readonly go: string, readonly item: GoType, readonly pointer?: true }
  /** []byte: a base64 string, or an array of numbers. */
  | { readonly kind: 'bytes' }
  /** time.Time; its value is the RFC 3339 text Go would print. */
  | { readonly kind: 'time' }
  /** interface{}; numbers keep their literal, see {@link GoNumber}. */
  | { readonly kind: 'any' }

export type GoInteger = 'int' | 'int8' | 'int16' | 'int32' | 'int64' | 'uint' | 'uint8' | 'uint16' | 'uint32' | 'uint64'

/** A Go struct: `name` without its package (`JoinApiParam`), `go` with it (`param.JoinApiParam`). */
export interface GoStruct {
  readonly kind: 'struct'
  readonly name: string
  readonly go: string
  readonly fields: readonly GoField[]
}

/** One exported field of a Go struct, in the order of the source. */
export interface GoField {
  /** The JSON key: the tag, or the Go name where there is no tag. Of an embedded struct it is not looked at. ASCII. */
  readonly json: string
  /** The Go name, as validation prints it. */
  readonly name: string
  readonly type: GoType
  readonly pointer?: true
  /** `binding:"required"`. */
  readonly required?: true
  /** `binding:"min=…"` of a number, looked at after `required`. */
  readonly min?: number
  /** Anonymous struct: its fields are promoted to the outer object; validation names it in its path. */
  readonly embedded?: true
  /** `binding:"dive"`: the structs in this slice or map are validated as well. */
  readonly dive?: true
}

/** A field that answers to a JSON key of a struct, and the embedded structs it is reached through, outermost first. */
export interface PromotedField {
  readonly field: GoField
  readonly within: readonly GoField[]
}

/** Go's zero time, as it prints. */
export const ZERO_TIME = '0001-01-01T00:00:00Z'

/**
 * The fields of a struct that JSON keys can reach, in the order of the source. Of fields with one key the shallowest wins; of several at
 * that depth the one with a tag of its own, and if that leaves more than one, none (encoding/json's rule for embedded structs). Within one
 * struct keys are taken to be distinct.
 */
export function promotedFields(type: GoStruct): readonly PromotedField[] {
  if (!type.fields.some((field) => field.embedded)) return type.fields.map((field) => ({ field, within: NOWHERE }))
  const all: PromotedField[] = []
  collect(type, [], all)
  const byKey = new Map<string, PromotedField[]>()
  for (const candidate of all) {
    const same = byKey.get(candidate.field.json)
    if (same === undefined) byKey.set(candidate.field.json, [candidate])
    else same.push(candidate)
  }
  return byKey.size === all.length ? all : all.filter((candidate) => dominant(byKey.get(candidate.field.json) ?? []) === candidate)
}

const NOWHERE: readonly GoField[] = []

/** The value a Go variable of this type has before anything is decoded into it. */
export function zeroValue(type: GoType): unknown {
  switch (type.kind) {
    case 'string': return ''
    case 'bool': return false
    case 'struct': return zeroStruct(promotedFields(type))
    case 'map': case 'slice': case 'bytes': case 'any': return null
    case 'time': return ZERO_TIME
    default: return 0
  }
}

/** A struct before decoding. Fields behind an embedded *pointer* are absent: the pointer is nil until one of them is set. */
export function zeroStruct(fields: readonly PromotedField[]): Record<string, unknown> {
  const value: Record<string, unknown> = {}
  for (const { field, within } of fields) {
    if (!within.some((embedded) => embedded.pointer)) value[field.json] = zeroField(field)
  }
  return value
}

export function zeroField(field: GoField): unknown {
  return field.pointer ? null : zeroValue(field.type)
}

/** The type as Go prints it in `… of type X`. */
export function goName(type: GoType): string {
  switch (type.kind) {
    case 'bytes': return '[]uint8'
    case 'time': return 'time.Time'
    case 'any': return 'interface {}'
    default: return type.go ?? type.kind
  }
}

function collect(type: GoStruct, within: readonly GoField[], into: PromotedField[]): void {
  for (const field of type.fields) {
    if (field.embedded && field.type.kind === 'struct') collect(field.type, [...within, field], into)
    else into.push({ field, within })
  }
}

function dominant(candidates: readonly PromotedField[]): PromotedField | undefined {
  const depth = Math.min(...candidates.map(({ within }) => within.length))
  const shallowest = candidates.filter(({ within }) => within.length === depth)
  // A key equal to the Go name is taken for one without a tag; what a tag that repeats the name would change, no struct here shows.
  const tagged = shallowest.filter(({ field }) => field.json !== field.name)
  const left = tagged.length > 0 ? tagged : shallowest
  return left.length === 1 ? left[0] : undefined
}
