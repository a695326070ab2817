import { differ, first, type Invariant } from './invariant.ts'
import type { RequestEntry } from '../../../src/journal/index.ts'

export const answered: Invariant = {
  name: 'answered',
  sentence: 'For each request of a client the journal has one entry, and it tells who asked whom for what, and what was answered.',
  create() {
    return ({ isFirst, exchanges, happened }) => {
      if (isFirst) return null
      const entries = happened.filter((one): one is RequestEntry => one.kind === 'request' && one.via === 'client' && one.client !== 'scenario')
      const taken = exchanges.filter(({ response }) => response !== null)
      return first([
        differ('clients that have asked', entries.map(({ client }) => client), taken.map(({ client }) => client)),
        ...taken.map(({ agent, transport, method, target, response }, place) => {
          const entry = entries[place]
          if (entry === undefined) return null
          const { status, body } = response!
          const { seq } = entry
          return first([
            differ(`entry ${seq}`, [entry.agent, entry.transport, entry.method, entry.target], [agent, transport, method, target]),
            differ(`the status of entry ${seq}`, entry.status, status),
            differ(`the size of entry ${seq}`, entry.size, Buffer.byteLength(body)),
            (entry.rule?.effect.startsWith('drops: ') === true) === (response!.fate !== undefined) ? null : `entry ${seq} is told of rule ${JSON.stringify(entry.rule)}, and the answer fares ${JSON.stringify(response!.fate)}`,
          ])
        }),
      ])
    }
  },
}
