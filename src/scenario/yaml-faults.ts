import type { YAMLError } from 'yaml'

/** One slip makes nonsense of all that is behind it: of what the reader says then only so many are worth reading. */
const faultsMax = 3

/** What the reader of YAML says of a text, in the order of the text and in words for people; of much only the first. At least one goes in. */
export function yamlFaults(faults: readonly YAMLError[]): { readonly offset: number; readonly message: string }[] {
  const all = [...faults].sort((a, b) => a.pos[0] - b.pos[0]).map((fault) => ({ offset: fault.pos[0], message: sentenceOf(fault) }))
  const first = all.slice(0, faultsMax)
  const last = first.at(-1)!
  const left = all.length - first.length
  return left === 0 ? first : [...first.slice(0, -1), { ...last, message: `${last.message} (and ${left} more after it, which may come of the first)` }]
}

/** What the reader says is meant for programmers here and there. */
function sentenceOf({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here, and a file holds one: leave the --- out'
  if (message.endsWith('at node end')) return 'what stands before this has come to its end, and this belongs to nothing: is a line indented that should not be?'
  return message
}
