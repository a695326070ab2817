import * as z from 'zod/mini'
import { agent, observer } from '../src/scenario/document-agents.ts'
import { requestCondition, requestRule } from '../src/scenario/document-requests.ts'
import { actions, setupStep, timelineEntry } from '../src/scenario/document-timeline.ts'
import { words } from '../src/scenario/document-words.ts'
import { event, taskRule, workCondition } from '../src/scenario/document-work.ts'
import { scenarioDocument } from '../src/scenario/document.ts'
import { inner, shapeOf } from '../src/scenario/schema-walk.ts'

type Shape = Readonly<Record<string, z.ZodMiniType>>

/** The tables of docs/scenarios.md, by the names in its marks: which keys each has. */
const tables: Readonly<Record<string, Shape>> = {
  scenario: Object.fromEntries(Object.entries(scenarioDocument.shape).flatMap(([key, schema]) => [[key, schema], ...Object.entries(under(key))])),
  agent: { ...agent.shape, ...prefixed('observer', observer.shape) },
  task: taskRule.shape,
  work: workCondition().shape,
  event: event().shape,
  fault: requestRule.shape,
  request: requestCondition.shape,
  reply: shapeOf(requestRule.shape.reply),
  when: without(timelineEntry.shape, [...Object.keys(actions), 'call']),
  action: { ...actions, call: timelineEntry.shape.call },
  setup: without(setupStep.shape, Object.keys(actions)),
}

/** A page with its tables as the schema has them now. */
export function withTables(page: string): string {
  const missing = new Set(Object.keys(tables))
  const text = page.replace(/<!-- table (\w+) -->[\s\S]*?<!-- \/table -->/g, (_, name: string) => {
    const shape = tables[name]
    if (shape === undefined) throw new Error(`docs/scenarios.md: there is no table '${name}'; there are ${Object.keys(tables).join(', ')}`)
    missing.delete(name)
    return `<!-- table ${name} -->\n${tableOf(shape, name === 'action')}\n<!-- /table -->`
  })
  if (missing.size > 0) throw new Error(`docs/scenarios.md: the tables ${[...missing].join(', ')} are not in it`)
  return text
}

/** @param own whether the keys of the maps in it have no table of their own, so that their defaults are told here */
function tableOf(shape: Shape, own: boolean): string {
  const rows = Object.entries(shape).map(([key, schema]) => {
    const { what = '', standard = schema instanceof z.ZodMiniOptional ? own ? standardsIn(schema) : '' : 'required' } = words.get(schema) ?? {}
    return `| \`${key}\` | ${what} | ${valuesOf(schema)} | ${standard} |`
  })
  return ['| key | what | values | default |', '|---|---|---|---|', ...rows].join('\n')
}

/** The defaults of the keys of a map: `downFor` is `1s`, say. */
function standardsIn(schema: z.ZodMiniType): string {
  const shapes = inner(schema).flatMap((each) => (each instanceof z.ZodMiniObject ? [each.shape as Shape] : []))
  return shapes.flatMap((shape) => Object.entries(shape)).flatMap(([key, each]) => {
    const standard = words.get(each)?.standard
    if (standard === undefined) return []
    const value = /^`([^`]*)`$/.exec(standard)?.[1]
    return [value === undefined ? `\`${key}\`: ${standard}` : `\`${key}: ${value}\``]
  }).join(', ')
}

/** What may stand there: what is said of it, or else what its type says. */
function valuesOf(schema: z.ZodMiniType): string {
  const said = words.get(schema)?.values
  if (said !== undefined) return said
  return inner(schema).map((each) => words.get(each)?.values ?? typeOf(each)).join(', ')
}

function typeOf(schema: z.ZodMiniType): string {
  if (schema instanceof z.ZodMiniEnum) return schema.options.map((option) => `\`${String(option)}\``).join(', ')
  if (schema instanceof z.ZodMiniLiteral) return [...schema.def.values].map((value) => `\`${String(value)}\``).join(', ')
  if (schema instanceof z.ZodMiniBoolean) return '`true`, `false`'
  if (schema instanceof z.ZodMiniString) return 'a text'
  if (schema instanceof z.ZodMiniNumber) return 'a number'
  if (schema instanceof z.ZodMiniObject || schema instanceof z.ZodMiniRecord) return 'a map'
  if (schema instanceof z.ZodMiniArray) return 'a list'
  return 'anything'
}

/** The keys of small maps stand beneath them. */
function under(key: string): Shape {
  return key === 'clock' || key === 'auth' || key === 'journal' ? prefixed(key, shapeOf(scenarioDocument.shape[key])) : {}
}

function prefixed(prefix: string, shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).map(([key, schema]) => [`${prefix}.${key}`, schema]))
}

function without(shape: Shape, keys: readonly string[]): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([key]) => !keys.includes(key)))
}
