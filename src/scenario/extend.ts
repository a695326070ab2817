import type { Environment } from './environment.ts'
import { problemAt, type Located } from './located.ts'
import { parseText } from './parse.ts'
import { didYouMean, type Problem } from './problem.ts'
import { ScenarioNotFound, type ScenarioText } from './read.ts'
import { withSeries } from './series.ts'

/** How a file is found that another extends. @throws ScenarioNotFound */
export type ReadBase = (given: string, folder: string) => Promise<ScenarioText>

export interface Extended {
  /** Null where too little could be read. */
  readonly root: Located | null
  readonly problems: readonly Problem[]
}

type LocatedMap = Extract<Located, { kind: 'map' }>

/** Lists whose entries are put together; of all others the whole list is another's. */
const joined = new Set(['setup', 'tasks', 'faults', 'timeline'])

/** A text, with what it extends beneath it. */
export async function readExtended(text: ScenarioText, env: Environment, read: ReadBase): Promise<Extended> {
  return layered(text, undefined, [text], env, read)
}

async function layered(text: ScenarioText, file: string | undefined, chain: readonly ScenarioText[], env: Environment, read: ReadBase): Promise<Extended> {
  const { root, problems } = withSeries(parseText(text.text, file, env))
  const link = root?.kind === 'map' ? root.entries.get('extends') : undefined
  if (root?.kind !== 'map' || link?.kind !== 'scalar' || typeof link.value !== 'string' || link.value === '') return { root, problems }
  const wrong = (code: 'UNKNOWN_BASE' | 'CYCLE', message: string): Extended => ({ root, problems: [...problems, problemAt(link.spot, code, message)] })
  if (problems.some(({ path }) => path?.[0] === 'extends')) return { root, problems }
  let base: ScenarioText
  try {
    base = await read(link.value, text.folder)
  } catch (error) {
    if (!(error instanceof ScenarioNotFound)) throw error
    return wrong('UNKNOWN_BASE', error.message)
  }
  const start = chain.findIndex((each) => each.id === base.id)
  if (start >= 0) {
    const round = [...chain.slice(start), base].map(({ name }) => name)
    return wrong('CYCLE', round.length === 2 ? 'a scenario cannot extend itself' : `that is a circle: ${round.join(' extends ')}`)
  }
  const below = await layered(base, base.name, [...chain, base], env, read)
  const told = [...problems, ...below.problems]
  if (below.root?.kind !== 'map') {
    return { root, problems: below.root === null ? told : [...told, problemAt(below.root.spot, 'WRONG_TYPE', 'the scenario must be a map')] }
  }
  const version = below.root.entries.get('version')
  if (version === undefined) told.push(problemAt(below.root.spot, 'MISSING_KEY', "'version' is missing"))
  else if (version.kind !== 'scalar' || version.value !== 1) told.push(problemAt(version.spot, 'WRONG_VALUE', 'version must be 1'))
  return { root: mergedScenario(root, below.root, base.name, told), problems: told }
}

/** What a file says, on top of what the one says that it extends. */
function mergedScenario(own: LocatedMap, base: LocatedMap, baseName: string, problems: Problem[]): LocatedMap {
  const beneath = new Map(base.entries)
  for (const key of ['extends', '$schema', 'version']) beneath.delete(key)
  const entries = new Map(own.entries)
  for (const key of joined) {
    const [upper, lower] = [entries.get(key), beneath.get(key)]
    if (upper?.kind !== 'list' || lower?.kind !== 'list') continue
    const names = new Set(upper.items.flatMap((item) => nameIn(item, 'name') ?? []))
    entries.set(key, { ...upper, items: [...upper.items, ...lower.items.filter((item) => !names.has(nameIn(item, 'name') ?? ''))] })
    beneath.delete(key)
  }
  const [upper, lower] = [entries.get('agents'), beneath.get('agents')]
  if (upper?.kind === 'list') entries.set('agents', lower === undefined ? upper : byName(upper))
  if (lower?.kind === 'list' && upper !== undefined) beneath.set('agents', byName(lower))
  return merged({ ...own, entries }, { ...base, entries: beneath }, baseName, problems)
}

/** Two maps, key by key; null removes a key of the base. */
function merged(own: LocatedMap, base: LocatedMap, baseName: string, problems: Problem[]): LocatedMap {
  const entries = new Map(base.entries)
  for (const [key, value] of own.entries) {
    const below = base.entries.get(key)
    if (value.kind === 'scalar' && value.value === null) {
      entries.delete(key)
      if (below === undefined) {
        const hint = didYouMean(key, [...base.entries.keys()])
        const message = `null removes a key of the base, and ${baseName} has no '${key}' there${hint === undefined ? '' : `; ${hint}`}`
        problems.push(problemAt(value.spot, 'UNKNOWN_KEY', message, { atKey: true }))
      }
    } else {
      entries.set(key, value.kind === 'map' && below?.kind === 'map' ? merged(value, below, baseName, problems) : value)
    }
  }
  return { ...own, entries }
}

/** A list of agents as a map. */
function byName(list: Extract<Located, { kind: 'list' }>): Located {
  const entries = new Map<string, Located>()
  for (const item of list.items) {
    const name = nameIn(item, 'name') ?? nameIn(item, 'address')
    if (item.kind !== 'map' || name === undefined) continue
    const own = new Map(item.entries)
    own.delete('name')
    entries.set(name, { ...item, entries: own })
  }
  return { kind: 'map', spot: list.spot, entries }
}

function nameIn(item: Located, key: string): string | undefined {
  const name = item.kind === 'map' ? item.entries.get(key) : undefined
  return name?.kind === 'scalar' && typeof name.value === 'string' ? name.value : undefined
}
