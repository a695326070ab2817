import * as z from 'zod/mini'
import { dagNames } from '../src/scenario/dag-names.ts'
import { words, type Words } from '../src/scenario/document-words.ts'
import { scenarioDocument } from '../src/scenario/document.ts'
import { dagWords, nodesMeant, nodeWords, stepsOf } from '../src/scenario/work-names.ts'
import { routes } from '../src/openapi/index.ts'
import { errCodes } from '../src/protocol/index.ts'

/** A JSON Schema, or a part of one. */
interface Schema {
  [key: string]: unknown
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  items?: Schema
}

/** What editors offer where the schema of the code takes any text. */
const suggestions: Readonly<Record<string, Schema>> = {
  operation: { type: 'string', enum: routes.map(({ operationId }) => operationId) },
  error: { type: 'string', enum: errCodes() },
  dag: { type: 'string', examples: dagWords },
  node: { type: 'string', examples: nodeWords(dagNames) },
  step: { type: 'string', examples: stepsOf(nodesMeant(dagNames, undefined), false) },
}

/** The text of `scenario.schema.json`, from the schema by which files are checked. */
export function scenarioSchema(): string {
  const schema = z.toJSONSchema(scenarioDocument, {
    target: 'draft-7', io: 'input', unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => describe(jsonSchema as Schema, words.get(zodSchema as unknown as z.ZodMiniType)),
  }) as Schema
  const agents = schema.properties!['agents']!
  for (const agent of [agents.anyOf![0]!.additionalProperties as Schema, agents.anyOf![1]!.items!]) delete agent.required
  const definitions: Record<string, Schema> = {
    variable: { description: 'variables of the environment: ${NAME} or ${NAME:-default}', type: 'string', pattern: '\\$\\{' },
    ...Object.fromEntries(Object.entries(suggestions).map(([id, each]) => [id, withVariables(each, false, {})])),
  }
  const { $schema, ...rest } = withVariables(schema, true, definitions)
  return `${written({
    $schema,
    title: 'A scenario of obshell-sim',
    ...rest,
    // What extends another says of its agents only what is different.
    if: { not: { required: ['extends'] } },
    then: { properties: { agents: { additionalProperties: { required: ['address'] }, items: { required: ['address'] } } } },
    definitions,
  })}\n`
}

function describe(schema: Schema, said: Words | undefined): void {
  // That is where whole numbers end, and worth no word.
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum']
  if (said === undefined) return
  const { suggest, ...json } = said.json ?? {}
  Object.assign(schema, json, said.id !== undefined && { 'x-id': said.id }, suggest !== undefined && { 'x-id': suggest })
  const standard = said.standard === undefined ? '' : ` (default: ${plain(said.standard)})`
  if (said.what !== '') schema.description = `${plain(said.what)}${standard}`
}

/** A text of the reference without its marks. */
function plain(text: string): string {
  return text.replace(/\s*\(\[[^\]]*\]\([^)]*\)\)/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '')
}

/**
 * Variables may stand for whatever is no free text; and where one file extends another (`mayGo`: not within lists), null removes what may be left out.
 * What has a name goes to the definitions.
 */
function withVariables(schema: Schema, mayGo: boolean, definitions: Record<string, Schema>): Schema {
  const { 'x-id': id, ...own } = schema
  if (typeof id === 'string') {
    const { description, ...named } = own
    if (!(id in definitions)) definitions[id] = withVariables(named, false, definitions)
    return { ...(description !== undefined && { description }), anyOf: [{ $ref: `#/definitions/${id}` }] }
  }
  const { properties, additionalProperties, items, anyOf, required = [] } = own
  const again = (inner: Schema, still = mayGo): Schema => withVariables(inner, still, definitions)
  const inner: Schema = {
    ...own,
    ...(properties !== undefined && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, removable(again(value), mayGo && !required.includes(key))])),
    }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: Object.keys(additionalProperties).length === 0 ? true : removable(again(additionalProperties), mayGo),
    }),
    ...(items !== undefined && { items: again(items, false) }),
    ...(anyOf !== undefined && { anyOf: anyOf.map((each) => again(each)) }),
  }
  const isScalar = ['type', 'enum', 'const'].some((key) => key in own) && !['object', 'array', 'null'].includes(own['type'] as string)
  const isFreeText = own['type'] === 'string' && !['pattern', 'format', 'enum'].some((key) => key in own)
  return isScalar && !isFreeText ? oneOf(inner, { $ref: '#/definitions/variable' }) : inner
}

function removable(schema: Schema, mayGo: boolean): Schema {
  return mayGo ? oneOf(schema, { type: 'null' }) : schema
}

/** One more thing that it may be, the description outside. */
function oneOf(schema: Schema, other: Schema): Schema {
  const { description, ...rest } = schema
  const choices = Object.keys(rest).length === 1 && rest.anyOf !== undefined ? rest.anyOf : [rest]
  return { ...(description !== undefined && { description }), anyOf: flat([...choices, other]) }
}

/** Choices within choices are choices; each once. */
function flat(choices: readonly Schema[]): Schema[] {
  const all = choices.flatMap((choice) => (Object.keys(choice).length === 1 && choice.anyOf !== undefined ? flat(choice.anyOf) : [choice]))
  return all.filter((choice, index) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(choice)) === index)
}

const widthMax = 160

/** JSON, what fits into a line in one. */
function written(value: unknown, indent = ''): string {
  const line = JSON.stringify(value)
  if (typeof value !== 'object' || value === null || indent.length + line.length <= widthMax) return line
  const deeper = `${indent} `
  const isList = Array.isArray(value)
  const lines = Object.entries(value).map(([key, inner]) => `${deeper}${isList ? '' : `${JSON.stringify(key)}: `}${written(inner, deeper)}`)
  return `${isList ? '[' : '{'}\n${lines.join(',\n')}\n${indent}${isList ? ']' : '}'}`
}
