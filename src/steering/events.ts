import { showEvent, type ShownEvent, type WorldEvent } from '../journal/index.ts'
import type { Simulation } from '../simulation.ts'
import { missingName } from './missing.ts'
import { instantText } from './told.ts'

/** What events are about. */
export const eventKinds = ['transition', 'process', 'action', 'rule'] as const satisfies readonly WorldEvent['kind'][]

/** Which events are meant; what is left out does not matter. */
export interface EventsQuery {
  readonly kinds?: readonly WorldEvent['kind'][] | undefined
  /** Only beyond that place. */
  readonly after?: number | undefined
  /** So many at most: the last ones, or with `after` the first. */
  readonly limit?: number | undefined
}

/** The events of a world's journal that are meant, oldest first. `found`: how many there are, beyond the limit, too. */
export function eventsOf(world: Simulation, { kinds = eventKinds, after, limit = Infinity }: EventsQuery): { readonly found: number; readonly events: readonly ShownEvent[] } {
  world.noteTransitions()
  const meant = world.journal.events(after).filter(({ kind }) => kinds.includes(kind))
  const events = after === undefined ? meant.slice(Math.max(0, meant.length - limit)) : meant.slice(0, limit)
  return { found: meant.length, events: events.map((event) => showEvent(event, (instant) => instantText(world, instant))) }
}

/** Why some words are not all kinds of events, as a sentence without its full stop; null where they are. */
export function whyNoKinds(words: readonly string[], known: readonly string[] = eventKinds): string | null {
  const unknown = words.find((word) => !known.includes(word))
  return unknown === undefined ? null : missingName('kind of events', unknown, known)
}
