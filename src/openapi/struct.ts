import type { GoField, GoStruct } from '../protocol/index.ts'

/**
 * A Go struct whose fields are made when they are first looked at: a start needs none of them, a run few, and structs may contain each
 * other.
 * @param go the type with its package: `meta.AgentInfo`
 */
export function struct(go: string, fields: () => readonly GoField[]): GoStruct {
  let made: readonly GoField[] | undefined
  return {
    kind: 'struct',
    name: go.slice(go.indexOf('.') + 1),
    go,
    get fields() {
      return made ??= fields()
    },
  }
}
