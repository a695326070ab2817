import type { Simulator } from '../server/index.ts'
import type { Simulation } from '../simulation.ts'
import { missingName, type Rules, type ShownRule } from '../steering/index.ts'
import { requireKnown } from './options.ts'

/** Rules of one kind, as they are in force. */
export interface RuleList<Input> {
  list(): ShownRule[]
  /**
   * One more rule, in the form of a scenario file.
   *
   * @param at before all others, which is the default, or after them
   * @returns its id: its name, or one that it was given
   * @throws ScenarioError with all that is wrong; an error where another has the name
   */
  add(rule: Input, options?: { readonly at?: 'first' | 'last' }): Promise<string>
  /** @throws an error where none has that id */
  remove(id: string): Promise<void>
  /** Takes all away. */
  clear(): Promise<void>
}

/** The rules of one kind, of whatever world there is. @param what as messages call one of them */
export function createRuleList<Input>(simulator: () => Simulator, what: string, rulesOf: (world: Simulation) => Rules): RuleList<Input> {
  const rules = (): Rules => rulesOf(simulator().world)
  return {
    list: () => rules().list(),
    async add(rule, options = {}) {
      requireKnown('add', options, ['at'])
      const { at = 'first' } = options
      if (at !== 'first' && at !== 'last') throw new TypeError(`add: at must be first or last, not '${String(at)}'`)
      const added = await rules().add(rule, at)
      await simulator().follow()
      return added.rule.id
    },
    async remove(id) {
      const known = rules().list().map((rule) => rule.id)
      if (!rules().remove(id)) throw new Error(missingName(what, id, known))
      await simulator().follow()
    },
    async clear() {
      for (const { id } of rules().list()) rules().remove(id)
      await simulator().follow()
    },
  }
}
