import type { OperationObject, PathItemObject } from 'openapi3-ts/oas31'
import { authKinds, bindKinds, methods, refusedDataKinds } from '../../src/openapi/routes.ts'
import type { Auth, Bind, Method, RefusedData } from '../../src/openapi/routes.ts'
import { readAnswer } from './answers.ts'
import type { Answer } from './answers.ts'
import { isPlain, schemaName } from './source.ts'
import type { Path, Plain, Source } from './source.ts'

/** One operation of the document, understood. */
export interface Operation {
  readonly operationId: string
  readonly method: Method
  /** As gin and Hono write it: `/api/v1/task/dag/:id`. */
  readonly path: string
  readonly auth: Auth
  readonly bind: Bind
  readonly late: boolean
  readonly bodyUnread: boolean
  readonly question: boolean
  readonly upload: boolean
  /** `OceanBase`, `tenant`, or identities as the agent words them; undefined: nothing. */
  readonly requires: string | undefined
  readonly refusedData: RefusedData | undefined
  /** The one tag it has. */
  readonly tag: string
  /** Names of the schemas the body may have: none, one, or with `oneOf` several. */
  readonly bodies: readonly string[]
  readonly answer: Answer
}

const extensions = [
  'x-obshell-auth', 'x-obshell-bind', 'x-obshell-bind-late', 'x-obshell-body-unread', 'x-obshell-question', 'x-obshell-requires',
  'x-obshell-refused-data', 'x-obshell-since', 'x-obshell-errors',
]

/** `CLUSTER AGENT`, `TAKE OVER MASTER or TAKE OVER FOLLOWER`, `OceanBase`, `tenant`. */
const requirement = /^(?:OceanBase|tenant|[A-Z]+(?: [A-Z]+)*(?: or [A-Z]+(?: [A-Z]+)*)*)$/

/** All operations, in the order in which a router that takes the first match must try them: what is fixed before what is a parameter. */
export function readOperations(source: Source): readonly Operation[] {
  const operations: Operation[] = []
  const idAt = new Map<string, string>()
  const paramAfter = new Map<string, string>()
  for (const [path, item] of Object.entries(source.document.paths ?? {})) {
    checkPath(source, path, paramAfter)
    for (const method of methods) {
      const key = method.toLowerCase() as Lowercase<Method>
      const operation = item[key]
      if (operation === undefined) continue
      const at = ['paths', path, key]
      const read = readOperation(source, { path, item, method, operation, at })
      const twin = idAt.get(read.operationId)
      if (twin !== undefined) source.report([...at, 'operationId'], `operationId ${read.operationId} is also that of ${twin}`)
      idAt.set(read.operationId, `${method} ${path}`)
      operations.push(read)
    }
  }
  return operations.sort((one, other) => comparePaths(one.path, other.path) || methods.indexOf(one.method) - methods.indexOf(other.method))
}

interface Place {
  readonly path: string
  readonly item: PathItemObject
  readonly method: Method
  readonly operation: OperationObject
  readonly at: Path
}

function readOperation(source: Source, { path, item, method, operation, at }: Place): Operation {
  const plain: Plain = { ...operation }
  const operationId = operation.operationId ?? ''
  const isCamelCase = /^[a-z][A-Za-z0-9]*$/.test(operationId)
  if (!isCamelCase) source.report([...at, 'operationId'], `operationId '${operationId}' is not a camelCase name`)
  if (!operation.summary) source.report(at, `${operationId} has no summary`)
  checkTags(source, operation, at)
  checkParameters(source, path, [...(item.parameters ?? []), ...(operation.parameters ?? [])], at)
  source.checkExtensions(plain, at, extensions)
  checkPattern(source, plain, at, 'x-obshell-since', /^\d+(\.\d+){3}$/)
  checkPattern(source, plain, at, 'x-obshell-requires', requirement)
  checkErrors(source, plain['x-obshell-errors'], [...at, 'x-obshell-errors'])
  const auth = oneOf(source, plain, at, 'x-obshell-auth', authKinds)
  const bind = oneOf(source, plain, at, 'x-obshell-bind', bindKinds)
  const late = flag(source, plain, at, 'x-obshell-bind-late')
  const bodies = readBodies(source, operation, at)
  if (bind !== undefined) checkBinding(source, { operationId, bind, late, bodies }, at)
  return {
    operationId,
    method,
    path: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    auth: auth ?? 'none',
    bind: bind ?? 'none',
    late,
    bodyUnread: flag(source, plain, at, 'x-obshell-body-unread'),
    question: flag(source, plain, at, 'x-obshell-question'),
    upload: hasForm(source, operation, at),
    ...readRequirement(source, plain, path, at),
    tag: operation.tags?.[0] ?? '',
    bodies,
    answer: readAnswer(source, operation, at),
  }
}

function readRequirement(source: Source, plain: Plain, path: string, at: Path): Pick<Operation, 'requires' | 'refusedData'> {
  const [what, data] = [plain['x-obshell-requires'], plain['x-obshell-refused-data']]
  const report = (message: string): void => source.report([...at, 'x-obshell-refused-data'], message)
  if (data !== undefined && what === undefined) report('x-obshell-refused-data belongs to x-obshell-requires, which is not there')
  if (what === 'tenant' && !path.includes('{name}')) source.report([...at, 'x-obshell-requires'], `'${path}' has no {name} of a tenant`)
  return {
    requires: what === undefined ? undefined : String(what),
    refusedData: data === undefined ? undefined : oneOf(source, plain, at, 'x-obshell-refused-data', refusedDataKinds),
  }
}

function hasForm(source: Source, operation: OperationObject, at: Path): boolean {
  const body = source.follow(operation.requestBody, [...at, 'requestBody']).value
  return isPlain(body) && isPlain(body['content']) && body['content']['multipart/form-data'] !== undefined
}

type Binding = Pick<Operation, 'operationId' | 'bind' | 'late' | 'bodies'>

function checkBinding(source: Source, { operationId, bind, late, bodies }: Binding, at: Path): void {
  const report = (key: string, message: string): void => source.report([...at, key], message)
  if (bind === 'none' && bodies.length > 0) report('x-obshell-bind', `${operationId} has a JSON body but binds none`)
  if (bind !== 'none' && bodies.length === 0) report('x-obshell-bind', `${operationId} binds a body but declares none`)
  if (bind === 'none' && late) report('x-obshell-bind-late', `${operationId} binds no body, early or late`)
  if (bodies.length > 1 && !late) report('requestBody', 'a body that is one of several can only be bound late')
}

/** gin refuses two names for a parameter at one place, so the real agent cannot have them either. */
function checkPath(source: Source, path: string, paramAfter: Map<string, string>): void {
  if (!/^(\/([\w-]+|\{\w+\}))+$/.test(path)) source.report(['paths', path], `'${path}' is not a path of words and {parameters}`)
  for (const { 0: braces, 1: name = '', index } of path.matchAll(/\{(\w+)\}/g)) {
    const before = path.slice(0, index).replaceAll(/\{\w+\}/g, '{}')
    const known = paramAfter.get(before) ?? name
    if (known !== name) source.report(['paths', path], `the parameter ${braces} is called {${known}} in another path`)
    paramAfter.set(before, known)
  }
}

function checkTags(source: Source, { tags = [] }: OperationObject, at: Path): void {
  const declared = source.document.tags?.map(({ name }) => name) ?? []
  if (tags.length !== 1) source.report([...at, 'tags'], 'an operation has one tag')
  for (const tag of tags) {
    if (!declared.includes(tag)) source.report([...at, 'tags'], `the tag ${tag} is not declared`)
  }
}

function checkParameters(source: Source, path: string, parameters: readonly unknown[], at: Path): void {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  const declared = parameters.map((parameter) => source.follow(parameter, at).value).filter(isPlain)
    .filter((parameter) => parameter['in'] === 'path').map((parameter) => String(parameter['name']))
  for (const name of inPath) {
    if (!declared.includes(String(name))) source.report(at, `the path parameter {${name}} is not declared`)
  }
  for (const name of declared) {
    if (!inPath.includes(name)) source.report(at, `the path parameter ${name} is declared, but '${path}' has none of that name`)
  }
}

function readBodies(source: Source, operation: OperationObject, at: Path): readonly string[] {
  const body = source.follow(operation.requestBody, [...at, 'requestBody']).value
  const content = isPlain(body) && isPlain(body['content']) ? body['content']['application/json'] : undefined
  const schema = isPlain(content) ? content['schema'] : undefined
  if (!isPlain(schema)) return []
  const choices: readonly unknown[] = Array.isArray(schema['oneOf']) ? schema['oneOf'] : [schema]
  return choices.flatMap((choice) => {
    const name = isPlain(choice) ? schemaName(choice['$ref']) : undefined
    if (name === undefined) source.report([...at, 'requestBody'], 'a JSON body is a $ref to a schema, or oneOf such')
    return name ?? []
  })
}

function oneOf<Value extends string>(source: Source, node: Plain, at: Path, key: string, known: readonly Value[]): Value | undefined {
  const value = known.find((candidate) => candidate === node[key])
  if (value === undefined) source.report([...at, key], `${key} is '${String(node[key] ?? '')}'; it must be one of ${known.join(', ')}`)
  return value
}

function flag(source: Source, node: Plain, at: Path, key: string): boolean {
  const value = node[key]
  if (value !== undefined && value !== true) source.report([...at, key], `${key} is true or not there`)
  return value === true
}

function checkPattern(source: Source, node: Plain, at: Path, key: string, pattern: RegExp): void {
  const value = node[key]
  if (value !== undefined && !pattern.test(String(value))) source.report([...at, key], `${key} '${String(value)}' must match ${pattern}`)
}

function checkErrors(source: Source, codes: unknown, at: Path): void {
  if (codes === undefined) return
  const good = Array.isArray(codes) && codes.every((code) => typeof code === 'string' && /^[A-Z]\w*(\.[A-Z]\w*)+$/.test(code))
  if (!good) source.report(at, 'x-obshell-errors is a list of error codes')
  else if (new Set(codes).size !== codes.length) source.report(at, 'an error code stands here twice')
}

function comparePaths(one: string, other: string): number {
  const left = one.split('/')
  const right = other.split('/')
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [a = '', b = ''] = [left[index], right[index]]
    if (a === b) continue
    if (a.startsWith(':') !== b.startsWith(':')) return a.startsWith(':') ? 1 : -1
    return a < b ? -1 : 1
  }
  return left.length - right.length
}
