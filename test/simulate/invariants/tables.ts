import { formatAddress, sameAddress, type Agent } from '../../../src/cluster/index.ts'
import { first, type Invariant } from './invariant.ts'

export const tables: Invariant = {
  name: 'tables',
  sentence: 'Identity and table of an agent agree: SINGLE has none, a MASTER has itself first and then FOLLOWERs, a FOLLOWER itself and its master; nobody is there twice.',
  create() {
    return ({ world }) => first(world.agents.map((agent) => {
      const fault = tableFault(agent)
      return fault === null ? null : `${agent.name} is ${agent.identity}, and ${fault}: ${JSON.stringify(agent.table.map((row) => `${formatAddress(row)} ${row.identity} ${row.zone}`))}`
    }))
  },
}

function tableFault({ identity, table, ip, port, zone }: Agent): string | null {
  const [own, second] = table
  const addresses = table.map((row) => formatAddress(row))
  if (new Set(addresses).size !== addresses.length) return 'its table has a row twice'
  switch (identity) {
    case 'SINGLE': return table.length > 0 ? 'its table has rows' : zone === '' ? null : `its zone is ${zone}`
    case 'MASTER':
    case 'FOLLOWER': {
      if (own === undefined || !sameAddress(own, { ip, port }) || own.identity !== identity) return 'it is not the first of its table'
      if (own.zone !== zone) return `its zone is ${zone}`
      if (identity === 'FOLLOWER') return table.length === 2 && second!.identity === 'MASTER' ? null : 'its table is not itself and its master'
      return table.slice(1).every((row) => row.identity === 'FOLLOWER') ? null : 'others of its table are no FOLLOWERs'
    }
    default: return 'nothing leads there before a cluster'
  }
}
