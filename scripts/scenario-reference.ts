import * as z from 'zod'
import { agent, observer } from '../src/scenario/document-agents.ts'
import { requestCondition, requestRule } from '../src/scenario/document-requests.ts'
import { actions, setupStep, timelineEntry } from '../src/scenario/document-timeline.ts'
import { words } from '../src/scenario/document-words.ts'
import { event, taskRule, workCondition } from '../src/scenario/document-work.ts'
import { scenarioDocument } from '../src/scenario/document.ts'
import { inner, shapeOf } from '../src/scenario/schema-walk.ts'

type Shape = Readonly<Record<string, z.ZodType>>

/** The tables of docs/scenarios.md, by the names in its marks: which keys each has. */
const tables: Readonly<Record<string, Shape>> = {
  scenario: { ...scenarioDocument.shape, ...under('clock'), ...under('auth'), ...under('journal') },
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
    return `<!-- table ${name} -->\n${tableOf(shape)}\n<!-- /table -->`
  })
  if (missing.size > 0) throw new Error(`docs/scenarios.md: the tables ${[...missing].join(', ')} are not in it`)
  return text
}

function tableOf(shape: Shape): string {
  const rows = Object.entries(shape).map(([key, schema]) => {
    const { what = '', standard = schema instanceof z.ZodOptional ? '' : 'required' } = words.get(schema) ?? {}
    return `| \`${key}\` | ${what} | ${valuesOf(schema)} | ${standard} |`
  })
  return ['| key | what | values | default |', '|---|---|---|---|', ...rows].join('\n')
}

/** What may stand there: what is said of it, or else what its type says. */
function valuesOf(schema: z.ZodType): string {
  const said = words.get(schema)?.values
  if (said !== undefined) return said
  return inner(schema).map((each) => words.get(each)?.values ?? typeOf(each)).join(', ')
}

function typeOf(schema: z.ZodType): string {
  if (schema instanceof z.ZodEnum) return schema.options.map((option) => `\`${String(option)}\``).join(', ')
  if (schema instanceof z.ZodLiteral) return [...schema.values].map((value) => `\`${String(value)}\``).join(', ')
  if (schema instanceof z.ZodBoolean) return '`true`, `false`'
  if (schema instanceof z.ZodString) return 'a text'
  if (schema instanceof z.ZodNumber) return 'a number'
  if (schema instanceof z.ZodObject || schema instanceof z.ZodRecord) return 'a map'
  if (schema instanceof z.ZodArray) return 'a list'
  return 'anything'
}

function under(key: 'clock' | 'auth' | 'journal'): Shape {
  return prefixed(key, shapeOf(scenarioDocument.shape[key]))
}

function prefixed(prefix: string, shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).map(([key, schema]) => [`${prefix}.${key}`, schema]))
}

function without(shape: Shape, keys: readonly string[]): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([key]) => !keys.includes(key)))
}
