import type { Invariant } from './invariant.ts'

export const partitions: Invariant = {
  name: 'partitions',
  sentence: 'Agents that are cut off from each other answer each other nothing, and who is cut off is what the actions have made of it.',
  create() {
    let cuts = new Set<string>()
    const between = (a: string, b: string): string => (a < b ? `${a}|${b}` : `${b}|${a}`)
    return ({ world, isFirst, happened }) => {
      if (isFirst) {
        cuts = new Set(Object.keys(world.state.cuts))
        return null
      }
      for (const one of happened) {
        if (one.kind === 'request') {
          if (one.via !== 'client' && one.status !== 0 && cuts.has(between(one.client, one.agent))) return `${one.agent} answered ${one.status} to ${one.client} (request ${one.seq}), from which it is cut off`
        } else if (one.kind === 'action' && one.action.do === 'partition') {
          const { groups } = one.action
          for (const [place, group] of groups.entries()) for (const a of group) for (const b of groups.slice(place + 1).flat()) cuts.add(between(a, b))
        } else if (one.kind === 'action' && one.action.do === 'heal') {
          if (one.action.between === undefined) cuts.clear()
          else cuts.delete(between(...one.action.between))
        }
      }
      const [is, should] = [Object.keys(world.state.cuts).sort(), [...cuts].sort()]
      return is.join() === should.join() ? null : `cut off are ${is.join()}, and by the actions ${should.join()}`
    }
  },
}
