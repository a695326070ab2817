import type { Invariant } from './invariant.ts'

export const plain: Invariant = {
  name: 'plain',
  sentence: 'All of a world is plain data: written as JSON and read again it is the same, bigints and bytes aside.',
  create() {
    return ({ world: { state }, happened }) => {
      const { journal, ...rest } = state
      // The journal may be long: what is new of it will do.
      const { requests, events, ...others } = journal
      return faultOf(rest, 'state') ?? faultOf([others, requests.dropped, events.dropped, happened], 'state.journal')
    }
  },
}

/** The path of something that is no plain data, and what it is; null: all is. */
function faultOf(value: unknown, path: string): string | null {
  switch (typeof value) {
    case 'string': case 'boolean': case 'bigint': return null
    case 'number': return Number.isFinite(value) && !Object.is(value, -0) ? null : `${path} is ${value}`
    case 'undefined': return `${path} is undefined`
    case 'object': break
    default: return `${path} is a ${typeof value}`
  }
  if (value === null || value instanceof Uint8Array) return null
  if (Array.isArray(value)) {
    for (let place = 0; place < value.length; place++) {
      const fault = faultOf(value[place], `${path}[${place}]`)
      if (fault !== null) return fault
    }
    return null
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return `${path} is a ${(value as object).constructor.name}`
  if ('toJSON' in value) return `${path} decides itself how it is written`
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key !== 'string') return `${path} has a key that is a symbol`
    const fault = faultOf((value as Record<string, unknown>)[key], `${path}.${key}`)
    if (fault !== null) return fault
  }
  return null
}
