import type { OperationContext } from './context.ts'

const booleans: Readonly<Record<string, boolean>> = {
  '1': true, t: true, T: true, TRUE: true, true: true, True: true,
  '0': false, f: false, F: false, FALSE: false, false: false, False: false, '': false,
}

/**
 * The query `show_details` as gin binds it: true by default, the first of several counts, empty is false.
 *
 * @returns null for any other value: the agent ignores the error and dereferences nil where it needs the value (tasks.md §1.10)
 */
export function showDetails({ query }: OperationContext): boolean | null {
  const value = query.get('show_details')
  return value === null ? true : booleans[value] ?? null
}

export const detailsPanic = 'show_details is not a boolean as Go reads one (1 t T TRUE true True 0 f F FALSE false False)'
