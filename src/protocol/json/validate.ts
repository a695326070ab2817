import { promotedFields, zeroField, ZERO_TIME } from './go-type.ts'
import type { GoField, GoStruct, PromotedField } from './go-type.ts'

/**
 * What gin's validator (v10.20.0) says of a bound value: one line for each failing field in the order of the source, '' if all is well.
 * `required` fails for Go's zero value and nil; a pointer or interface{} that is set passes whatever is in it, and so does an empty map or
 * slice. On a struct it says nothing, but the fields of the struct are looked at, those of a nil pointer excepted.
 */
export function validateBound(value: Record<string, unknown>, type: GoStruct): string {
  const failures: string[] = []
  validateStruct(value, type, `${type.name}.`, failures)
  return failures.join('\n')
}

function validateStruct(value: Record<string, unknown>, type: GoStruct, path: string, failures: string[]): void {
  if (!type.fields.some((field) => field.embedded)) {
    for (const field of type.fields) validateField(value[field.json], field, path, failures)
    return
  }
  const promoted = promotedFields(type)
  const embeddedFields = (fields: readonly GoField[], within: readonly GoField[], at: string): void => {
    for (const field of fields) {
      if (field.embedded && field.type.kind === 'struct') {
        const inner = [...within, field]
        if (!field.pointer || isSet(promoted, inner, value)) embeddedFields(field.type.fields, inner, `${at}${field.name}.`)
      } else {
        // A field hidden by one of the same key outside of it can not be set and is at its zero value.
        const visible = promoted.some((other) => other.field === field && sameWay(other.within, within))
        validateField(visible ? value[field.json] : zeroField(field), field, at, failures)
      }
    }
  }
  embeddedFields(type.fields, [], path)
}

/** Whether the embedded pointer at the end of `within` is set: then the fields behind it are there. */
function isSet(promoted: readonly PromotedField[], within: readonly GoField[], value: Record<string, unknown>): boolean {
  return promoted.some((other) => value[other.field.json] !== undefined && sameWay(other.within.slice(0, within.length), within))
}

function sameWay(one: readonly GoField[], other: readonly GoField[]): boolean {
  return one.length === other.length && one.every((field, at) => field === other[at])
}

function validateField(value: unknown, field: GoField, path: string, failures: string[]): void {
  if (field.type.kind === 'struct' && value !== null) {
    validateStruct(value as Record<string, unknown>, field.type, `${path}${field.name}.`, failures)
    return
  }
  const failed = failedTag(value, field)
  if (failed !== undefined) {
    failures.push(`Key: '${path}${field.name}' Error:Field validation for '${field.name}' failed on the '${failed}' tag`)
  } else if (field.dive && value !== null) {
    const container = field.type
    const inside = container.kind === 'slice' ? container.item : container.kind === 'map' ? container.value : undefined
    if (inside?.kind !== 'struct') return
    for (const [key, item] of Object.entries(value as object)) {
      if (item !== null) validateStruct(item as Record<string, unknown>, inside, `${path}${field.name}[${key}].`, failures)
    }
  }
}

/** The first tag of a field that is no struct which fails. */
function failedTag(value: unknown, field: GoField): 'required' | 'min' | undefined {
  if (field.required && (value === null || (!isIndirect(field) && isZero(value, field)))) return 'required'
  const isNumber = typeof value === 'number' || typeof value === 'bigint'
  return field.min !== undefined && isNumber && value < field.min ? 'min' : undefined
}

/** Behind a pointer or an interface{} any value will do. */
function isIndirect(field: GoField): boolean {
  return field.pointer === true || field.type.kind === 'any'
}

/** (In Go a zero time read with the offset `+00:00` is not the zero value; nobody sends one.) */
function isZero(value: unknown, field: GoField): boolean {
  return value === '' || value === false || value === 0 || (field.type.kind === 'time' && value === ZERO_TIME)
}
