import { bodies, routeOf } from '../../openapi/index.ts'
import type { GoStruct, GoType } from '../../protocol/index.ts'
import { listed } from './naming.ts'

/** What is wrong with a body, in the names of JSON: of all that Go has found, in its order. Null: its text is none of the usual ones. */
export function explainBinding(operation: string, text: string, bytes = 0): string | null {
  const missing = [...text.matchAll(/Key: '([^']*)' Error:Field validation for '[^']*' failed on the '(\w+)' tag/g)]
  if (missing.length > 0) {
    const says = missing.map(([, key, tag]) => ({ field: jsonPath(structOf(operation, key!), key!), tag }))
    const required = says.filter(({ tag }) => tag === 'required').map(({ field }) => field)
    return [
      ...(required.length === 0 ? [] : [`${listed(required)} ${required.length === 1 ? 'is' : 'are'} missing in the body, or zero, which counts as missing`]),
      ...says.filter(({ tag }) => tag !== 'required').map(({ field, tag }) => `${field} is outside its bounds (${tag})`),
    ].join('; ')
  }
  const mismatch = /json: cannot unmarshal (\S+(?: \S+)?) into Go (?:struct field \w+\.(\S+)|value) of type (\S+)/.exec(text)
  if (mismatch !== null) {
    const [, said, field, wanted] = mismatch
    const holder = field === undefined ? null : typeAt(bodyOf(operation), field)
    // Of what is wrong in a map or a list Go names the field that holds it.
    const isInside = (holder?.kind === 'map' || holder?.kind === 'slice') && holder.go !== wanted
    return `${isInside ? `what is in ${field}` : field ?? 'the body'} is to be ${kindOf(wanted!)}, and the body says ${said}`
  }
  if (/(?:^|: )EOF$/.test(text) && bytes > 0) return `the body is JSON that breaks off, after ${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
  if (/(?:^|: )EOF$/.test(text)) return 'the body is empty, or was decrypted to nothing: with other keys than those in the credential, say'
  if (/unexpected EOF|unexpected end of JSON input/.test(text)) return 'the body is JSON that breaks off'
  const character = /invalid character .*/.exec(text)
  return character === null ? null : `the body is no JSON: ${character[0]}`
}

function bodyOf(operation: string): GoStruct | null {
  const { body } = routeOf(operation)
  return body === null ? null : bodies[body]
}

/** The struct that a path of Go's begins with: an operation may read its body as one of several. */
function structOf(operation: string, goPath: string): GoStruct | null {
  const name = goPath.split('.', 1)[0]!
  const all: Readonly<Record<string, GoStruct>> = bodies
  return Object.hasOwn(all, name) ? all[name]! : bodyOf(operation)
}

/** The type of a field, by the keys of JSON. */
function typeAt(type: GoStruct | null, path: string): GoType | null {
  let at: GoType | null = type
  for (const key of path.split('.')) at = (at?.kind === 'struct' ? at.fields.find(({ json }) => json === key)?.type : undefined) ?? null
  return at
}

/** Go's path of a field (`JoinApiParam.AgentInfo.Ip`) as the keys of the body (`agentInfo.ip`). */
function jsonPath(type: GoStruct | null, goPath: string): string {
  const keys: string[] = []
  let at: GoType | null = type
  for (const name of goPath.split('.').slice(1)) {
    const [plain = '', ...index] = name.split(/(?=\[)/)
    const field: GoStruct['fields'][number] | undefined = at?.kind === 'struct' ? at.fields.find((each) => each.name === plain) : undefined
    if (field?.embedded !== true) keys.push(`${field?.json ?? plain}${index.join('')}`)
    at = field === undefined ? null : index.length > 0 && (field.type.kind === 'slice' || field.type.kind === 'map') ? itemOf(field.type) : field.type
  }
  return keys.join('.')
}

function itemOf(type: Extract<GoType, { kind: 'slice' | 'map' }>): GoType {
  return type.kind === 'slice' ? type.item : type.value
}

/** A type of Go as people say it. */
function kindOf(go: string): string {
  if (/^u?int\d*$/.test(go)) return 'a whole number'
  if (go.startsWith('float')) return 'a number'
  if (go === 'bool') return 'true or false'
  if (go.startsWith('[]')) return 'a list'
  return go === 'string' ? 'a text' : 'a map'
}
