import { first, type Invariant } from './invariant.ts'

export const rules: Invariant = {
  name: 'rules',
  sentence: 'No rule acts more often than it may, and what has acted is a rule that was in force.',
  create() {
    const known = new Set<string>()
    const decided = new Map<string, number>()
    return ({ world: { state }, isFirst, happened }) => {
      const { requestRules, taskRules, faultMemory } = state
      // Rules that a step, or the timeline, has taken away were in force at the moment before.
      for (const { id } of [...requestRules, ...taskRules]) known.add(id)
      if (isFirst) {
        decided.clear()
        for (const [id, times] of Object.entries(faultMemory.tasks)) decided.set(id, times)
        return null
      }
      for (const one of happened) {
        if (one.kind === 'request' && one.rule !== null && !known.has(one.rule.id)) return `request ${one.seq} met rule '${one.rule.id}', which is none`
        if (one.kind === 'rule') decided.set(one.id, (decided.get(one.id) ?? 0) + 1)
        if (one.kind === 'rule' && !known.has(one.id) && !one.id.startsWith('hold ')) return `event ${one.seq} is told of rule '${one.id}', which is none`
      }
      return first([
        ...requestRules.map(({ id, times }) => {
          const { acted = 0, sends = 0, questions = 0 } = faultMemory.requests[id] ?? {}
          return (times !== null && acted > times) || questions > sends || acted > sends ? `rule '${id}' has acted ${acted} times of ${times}, on ${questions} questions and ${sends} sends` : null
        }),
        ...taskRules.map(({ id, times }) => {
          const told = faultMemory.tasks[id] ?? 0
          return (times !== null && told > times) || told !== (decided.get(id) ?? 0) ? `rule '${id}' has decided ${told} runs of ${times}, and ${decided.get(id) ?? 0} were told` : null
        }),
      ])
    }
  },
}
