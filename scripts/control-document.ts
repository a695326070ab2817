import { parse } from 'yaml'

/** A JSON Schema, or anything else in a document. */
interface Plain {
  [key: string]: unknown
}

/**
 * `openapi-control.json` from `openapi-control.yaml`: what is said in `x-scenario` and `x-also` is put in its place.
 *
 * @param scenarioSchema `scenario.schema.json`, whose parts are the bodies of many calls
 */
export function controlDocument(text: string, scenarioSchema: string): string {
  const document = parse(text) as Plain
  const schemas = (document['components'] as { schemas: Record<string, Plain> }).schemas
  const taken = new ScenarioParts(JSON.parse(scenarioSchema) as Plain)
  const replaced = everywhere(document, (schema) => {
    const part = schema['x-scenario']
    return typeof part === 'string' ? taken.part(part) : schema
  }) as { components: { schemas: Record<string, Plain> } }
  const whole = everywhere(replaced, (schema) => (typeof schema['x-also'] === 'string' ? withProperties(schema, schemas) : schema)) as typeof replaced
  Object.assign(whole.components.schemas, taken.definitions())
  return `${JSON.stringify(whole, null, 1)}\n`
}

/** An object with the properties of another before its own. */
function withProperties({ 'x-also': also, ...schema }: Plain, schemas: Readonly<Record<string, Plain>>): Plain {
  const named = schemas[also as string]
  if (named === undefined) throw new Error(`x-also: there is no schema '${String(also)}'`)
  const base = typeof named['x-also'] === 'string' ? withProperties(named, schemas) : named
  return {
    ...schema,
    properties: { ...base['properties'] as Plain, ...schema['properties'] as Plain },
    required: [...base['required'] as string[], ...schema['required'] as string[]],
  }
}

const definitions = '#/definitions/'

/** Keys of an entry of the timeline that say when it happens. */
const whenKeys = ['name', 'at', 'after', 'delay', 'every', 'from', 'times']

/** Parts of the schema of scenarios, as schemas of this document. */
class ScenarioParts {
  readonly #schema: Plain
  readonly #used = new Set<string>()

  constructor(schema: Plain) {
    this.#schema = schema
  }

  part(name: string): Plain {
    switch (name) {
      case 'faults': case 'tasks': case 'timeline': return this.#own(this.#entryOf(name))
      case 'action': {
        const entry = this.#entryOf('timeline')
        const properties = Object.fromEntries(Object.entries(entry['properties'] as Plain).filter(([key]) => !whenKeys.includes(key)))
        return this.#own({ description: 'one thing that happens, under its key', type: 'object', properties, minProperties: 1, maxProperties: 1, additionalProperties: false })
      }
      case 'partition': return this.#own((this.#entryOf('timeline')['properties'] as Record<string, Plain>)['partition']!)
      default: return this.#own(this.#definition(name))
    }
  }

  /** What the parts refer to. */
  definitions(): Record<string, Plain> {
    const found: Record<string, Plain> = {}
    for (const name of this.#used) found[nameOf(name)] = this.#own(this.#definition(name))
    return found
  }

  #definition(name: string): Plain {
    const found = (this.#schema['definitions'] as Record<string, Plain>)[name]
    if (found === undefined) throw new Error(`scenario.schema.json has no definition '${name}'`)
    return found
  }

  /** The schema of an entry of a list at the top. */
  #entryOf(list: string): Plain {
    const schema = (this.#schema['properties'] as Record<string, Plain>)[list]!
    const array = [schema, ...(schema['anyOf'] as Plain[] | undefined ?? [])].find(({ type }) => type === 'array')
    if (array === undefined) throw new Error(`scenario.schema.json: '${list}' is no list`)
    return array['items'] as Plain
  }

  /** References are to this document's schemas; variables have no meaning in what is sent. */
  #own(schema: Plain): Plain {
    const change = (each: Plain): Plain => {
      const { $ref, anyOf, ...rest } = each
      if (typeof $ref === 'string' && $ref.startsWith(definitions)) {
        const name = $ref.slice(definitions.length)
        this.#used.add(name)
        return { ...rest, $ref: `#/components/schemas/${nameOf(name)}` }
      }
      if (!Array.isArray(anyOf)) return each
      const kept = (anyOf as Plain[]).filter((choice) => choice['$ref'] !== `${definitions}variable`)
      return kept.length === 1 ? change({ ...rest, ...kept[0]! }) : { ...rest, anyOf: kept }
    }
    return everywhere(schema, change) as Plain
  }
}

function nameOf(definition: string): string {
  return `Scenario${definition[0]!.toUpperCase()}${definition.slice(1)}`
}

/** A copy in which each map is what `change` makes of it, from the outside to the inside. */
function everywhere(value: unknown, change: (schema: Plain) => Plain): unknown {
  if (Array.isArray(value)) return value.map((item) => everywhere(item, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(change(value as Plain)).map(([key, each]) => [key, everywhere(each, change)]))
}
