import { suggest as nearest } from '../scenario/index.ts'

/** The candidate that a misspelt word is near to, or null. Of so short a word two letters are most of it: there only one slip is near. */
export function suggest(word: string, candidates: readonly string[]): string | null {
  const near = nearest(word, candidates)
  return near === null || (word.length <= shortMax && !isOneSlip(word.toLowerCase(), near.toLowerCase())) ? null : near
}

const shortMax = 4

/** Whether a letter is missing, too many or another one, or two that stand together have changed places. */
function isOneSlip(one: string, other: string): boolean {
  const begin = one.split('').findIndex((letter, index) => letter !== other[index])
  const [a, b] = begin < 0 ? ['', other.slice(one.length)] : [one.slice(begin), other.slice(begin)]
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || (a.slice(2) === b.slice(2) && a[0] === b[1] && a[1] === b[0])
}

/** `did you mean 'x'?`, or undefined where nothing is near. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const near = suggest(word, candidates)
  return near === null ? undefined : `did you mean '${near}'?`
}

/** That nothing is called so, as a sentence without its full stop: with what may have been meant, or with all there is. */
export function missingName(what: string, name: string, known: readonly string[]): string {
  const hint = didYouMean(name, known) ?? allOf(known)
  return `no ${what} is called '${name}'${hint === undefined ? '' : `; ${hint}`}`
}

function allOf(known: readonly string[]): string | undefined {
  if (known.length === 0) return 'there are none'
  return known.length > knownMax ? undefined : `there are ${known.map((each) => `'${each}'`).join(', ')}`
}

/**
 * That a key or a parameter is not known in some place, as {@link missingName}.
 *
 * @param none what is said where none is known
 * @param where the place, where that has to be said
 */
export function unknownName(what: string, name: string, known: readonly string[], none: string, where = ''): string {
  const hint = known.length === 0 ? none : didYouMean(name, known) ?? `known here: ${known.join(', ')}`
  return `unknown ${what} '${name}'${where}; ${hint}`
}

/** More names than that say nothing. */
const knownMax = 20
