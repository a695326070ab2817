/**
 * Go's JSON as read: what `encoding/json`, gin's `BindJSON` and its validator make of a body, with their error texts.
 *
 * @module
 */
export { bindJson } from './bind.ts'
export type { Bound } from './bind.ts'
export { editJson } from './edit.ts'
export { decodeGo } from './decode.ts'
export type { Decoded } from './decode.ts'
export { GoNumber } from './go-number.ts'
export { zeroValue } from './go-type.ts'
export type { GoField, GoInteger, GoStruct, GoType } from './go-type.ts'
export { parseRfc3339 } from './rfc3339.ts'
export type { TimeParsed } from './rfc3339.ts'
export { byteString } from './text.ts'
export { validateBound } from './validate.ts'
