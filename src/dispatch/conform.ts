/**
 * What an agent reads of another's answer: Go's types of the fields that its code uses. `ranged`: the code only ranges over that slice, so that nil and empty are
 * the same to it.
 */
type Shape = 'string' | 'int' | 'bool' | { readonly slice: Shape; readonly ranged?: true } | { readonly struct: Readonly<Record<string, Shape>> }

const dag: Shape = {
  struct: {
    id: 'string', dag_id: 'int', name: 'string', stage: 'int', max_stage: 'int', state: 'string', operator: 'string',
    nodes: { slice: { struct: { sub_tasks: { slice: { struct: { name: 'string', task_logs: { slice: 'string' } } }, ranged: true } } } },
  },
}

/** By operation. What is not named is handed on as it is, or not looked at. */
const shapes: Readonly<Record<string, Shape>> = {
  getInfo: { struct: { identity: 'string', version: 'string', obVersion: 'string' } },
  getStatus: { struct: { underMaintenance: 'bool' } },
  rpcAgentJoin: { struct: { ip: 'string', port: 'int', zone: 'string', identity: 'string', version: 'string' } },
  rpcAgentRemove: dag, getDag: dag, getAgentMaintainDag: dag, rpcObDeploy: dag, rpcObserverDeploy: dag, rpcObDestroy: dag, rpcObStart: dag, rpcObStop: dag,
}

/**
 * The data of an answer as its asker reads it after a rule has changed it: what is missing is Go's zero value, and what is of another type cannot be
 * read. Agents' own answers need none of this.
 */
export function conform(operation: string, data: unknown): { readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly error: string } {
  const shape = shapes[operation]
  // An answer without data is judged by itself.
  if (shape === undefined || data === undefined || data === null || (isObject(data) && Object.keys(data).length === 0)) return { ok: true, data }
  try {
    return { ok: true, data: read(data, shape) }
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, error: error.message }
    throw error
  }
}

class Unreadable extends Error {}

function read(value: unknown, shape: Shape): unknown {
  if (typeof shape === 'string') {
    if (value === undefined || value === null) return { string: '', int: 0, bool: false }[shape]
    const fits = { string: typeof value === 'string', int: typeof value === 'bigint' || Number.isInteger(value), bool: typeof value === 'boolean' }[shape]
    return fits ? value : refuse(value, shape)
  }
  if ('slice' in shape) {
    if (value === undefined || value === null) return shape.ranged === true ? [] : null
    return Array.isArray(value) ? value.map((item) => read(item, shape.slice)) : refuse(value, 'slice')
  }
  if (value !== undefined && value !== null && !isObject(value)) refuse(value, 'struct')
  const given = (value ?? {}) as Record<string, unknown>
  return { ...given, ...Object.fromEntries(Object.entries(shape.struct).map(([key, field]) => [key, read(given[key], field)])) }
}

/** The words of Go's `encoding/json`, without the name of the field. */
function refuse(value: unknown, type: string): never {
  const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value === 'bigint' ? 'number' : typeof value
  throw new Unreadable(`json: cannot unmarshal ${kind} into Go value of type ${type}`)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
