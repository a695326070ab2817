import type { Invariant } from './invariant.ts'

export const causes: Invariant = {
  name: 'causes',
  sentence: 'A cause names an earlier request; requests of agents name the one that led to them, requests of clients none.',
  create() {
    const requests = new Set<number>()
    let known = 0
    return ({ world, isFirst, happened }) => {
      if (isFirst) {
        requests.clear()
        // What caused things before may have gone.
        known = world.journal.seq
        return null
      }
      for (const one of happened) {
        if (one.cause !== null && (one.cause >= one.seq || (one.cause > known && !requests.has(one.cause)))) return `place ${one.seq} (${one.kind}) names ${one.cause} as its cause, which is no earlier request`
        if (one.kind === 'request') {
          requests.add(one.seq)
          if (one.via === 'client' && one.client !== 'scenario' && one.cause !== null) return `request ${one.seq} of a client names ${one.cause} as its cause`
          if ((one.via === 'forward' || one.via === 'manual') && one.cause === null) return `request ${one.seq}, handed on by ${one.client}, names no cause`
        }
        if (one.kind === 'transition' && one.from === null && one.cause === null) return `'${one.name}' of ${one.agent} was made at place ${one.seq}, and no request caused it`
      }
      return null
    }
  },
}
