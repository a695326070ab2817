import { didYouMean } from '../scenario/index.ts'

/** That nothing is called so, as a sentence without its full stop: with what may have been meant, or with all there is. */
export function missingName(what: string, name: string, known: readonly string[]): string {
  const hint = didYouMean(name, known) ?? allOf(known)
  return `no ${what} is called '${name}'${hint === undefined ? '' : `; ${hint}`}`
}

function allOf(known: readonly string[]): string | undefined {
  if (known.length === 0) return 'there are none'
  return known.length > knownMax ? undefined : `there are ${known.map((each) => `'${each}'`).join(', ')}`
}

/** That a key or a parameter is not known in some place, as {@link missingName}. @param none what is said where none is known */
export function unknownName(what: string, name: string, known: readonly string[], none: string): string {
  const hint = known.length === 0 ? none : didYouMean(name, known) ?? `known here: ${known.join(', ')}`
  return `unknown ${what} '${name}'; ${hint}`
}

/** More names than that say nothing. */
const knownMax = 20
