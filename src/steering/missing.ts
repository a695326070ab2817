import { didYouMean } from '../scenario/index.ts'

/** The item of that name. */
export function byName<T extends { readonly id: string }>(items: readonly T[], id: string): T | undefined {
  return items.find((item) => item.id === id)
}

/** That nothing is called so, as a sentence without its full stop: with what may have been meant, or with all there is. */
export function missingName(what: string, name: string, known: readonly string[]): string {
  const hint = didYouMean(name, known) ?? (known.length === 0 ? 'there are none' : known.length <= knownMax ? `there are ${known.map((each) => `'${each}'`).join(', ')}` : undefined)
  return `no ${what} is called '${name}'${hint === undefined ? '' : `; ${hint}`}`
}

/** More names than that say nothing. */
const knownMax = 20
