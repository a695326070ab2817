import type { RequestEntry, WorldEvent } from '../../../src/journal/index.ts'
import type { Simulation } from '../../../src/simulation.ts'
import type { Step } from '../plan.ts'
import type { Exchange } from '../play/site.ts'
import { expected } from './expected.ts'

/** How often which kind of thing has happened, by groups: steps, actions, effects, operations, transitions … */
export class Tally {
  readonly #counts = new Map<string, Map<string, number>>()
  #steps = 0
  #requests = 0
  #transitions = 0
  #faults = 0

  stepped(step: Step, exchanges: readonly Exchange[]): void {
    this.#steps++
    this.#count('steps', step.does)
    for (const { response } of exchanges) {
      if (response === null) this.#count('answers', 'none: the agent does not run')
      else this.#count('answers', response.fate === undefined ? String(response.status) : response.fate.how)
    }
  }

  happened(world: Simulation, happened: readonly (RequestEntry | WorldEvent)[]): void {
    for (const one of happened) {
      switch (one.kind) {
        case 'request': this.#request(world, one); break
        case 'transition':
          this.#transitions++
          this.#count('transitions', `${one.level} ${one.from ?? 'new'} → ${one.to}`)
          if (one.from === null) this.#count('DAGs', one.name.replace(/(Remove follower agent) .*/, '$1 *'))
          break
        case 'process': this.#count('processes', one.process); break
        case 'action':
          this.#count(one.refused === null ? 'actions' : 'refused actions', one.action.do)
          this.#count('actions by', one.by)
          if (one.id !== null) this.#count('triggers', world.state.timeline.find(({ id }) => id === one.id)?.when.kind ?? 'gone')
          break
        case 'rule':
          this.#faults++
          for (const key of Object.keys(one.directive)) this.#count('effects on work', key)
          this.#conditions('conditions on work', world.state.taskRules.find(({ id }) => id === one.id)?.when)
      }
    }
  }

  /** What should have happened in enough histories and never has: `group: kind`. */
  gaps(): string[] {
    return Object.entries(expected).flatMap(([group, kinds]) => kinds.filter((kind) => !this.#counts.get(group)?.has(kind)).map((kind) => `${group}: ${kind}`))
  }

  get totals(): { readonly steps: number; readonly requests: number; readonly transitions: number; readonly faults: number } {
    return { steps: this.#steps, requests: this.#requests, transitions: this.#transitions, faults: this.#faults }
  }

  /** A line for each group, the most frequent kinds first. */
  lines(): string[] {
    return [...this.#counts].map(([group, kinds]) => `${group}: ${[...kinds].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${kind} ${count}`).join(', ')}`)
  }

  #request(world: Simulation, entry: RequestEntry): void {
    const { operation, via, transport, status, errCode, rule, note, credential } = entry
    this.#requests++
    this.#count('operations', operation ?? 'none')
    this.#count('ways', via)
    this.#count('transports', transport)
    if (via !== 'client') this.#count('among agents', `${operation} ${status}`)
    if (errCode !== null) this.#count('refusals', errCode)
    if (note !== null) this.#count('notes', 'held')
    if (credential !== null) this.#count('credentials', credential.header)
    if (rule === null) return
    this.#faults++
    const acting = world.state.requestRules.find(({ id }) => id === rule.id)
    if (acting === undefined) return
    const { effect } = acting
    this.#count('effects on requests', `${effect.kind === 'drop' ? effect.drop.how : effect.kind}${'virtual' in effect && effect.virtual ? ' virtual' : ''}`)
    this.#count('rules by way', `${via === 'manual' ? 'forward' : via} ${effect.kind}`)
    this.#conditions('conditions on requests', acting.when)
    if (acting.count === 'sends') this.#count('conditions on requests', 'counted by sends')
    if (acting.times !== null) this.#count('conditions on requests', 'times')
    if (acting.when.window !== undefined) this.#count('windows', acting.when.window.kind)
  }

  #conditions(group: string, when: object | undefined): void {
    for (const key of Object.keys(when ?? {})) this.#count(group, key)
  }

  #count(group: string, kind: string): void {
    let kinds = this.#counts.get(group)
    if (kinds === undefined) this.#counts.set(group, kinds = new Map())
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
}
