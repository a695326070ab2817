import { findRow, masterOf, sameAddress } from '../../../src/cluster/index.ts'
import { first, type Invariant } from './invariant.ts'

export const membership: Invariant = {
  name: 'membership',
  sentence: 'The master of a FOLLOWER has it in its table, unless it was told to remove it since, a rule has changed what it said, or the joiner came back elsewhere.',
  create() {
    /** When each agent's last way to a master began, by the journal. */
    const joining = new Map<string, number>()
    /** When each agent was last told to remove others, and when it last began anew. */
    const removing = new Map<string, number>()
    /** When each agent last started with another address. */
    const moving = new Map<string, number>()
    const leaving = new Set<string>()
    let editedAt = -1
    return ({ world, isFirst, happened }) => {
      if (isFirst) {
        joining.clear()
        removing.clear()
        moving.clear()
        leaving.clear()
        for (const name of Object.keys(world.state.nextStart)) leaving.add(name)
        editedAt = -1
        for (const { name } of world.agents) {
          joining.set(name, 0)
          // What was done in the set-up, or has gone from the journal, is not known.
          if (world.state.tasks[name]!.dags.some((dag) => isRemoval(dag.name))) removing.set(name, 0)
        }
      }
      for (const event of happened) {
        if (event.kind === 'request' && event.operation === 'rpcAgentJoin' && /\b(?:sets|removes) /.test(event.rule?.effect ?? '')) editedAt = event.seq
        if (event.kind === 'action' && event.action.do === 'address') leaving.add(event.action.agent)
        if (event.kind === 'process' && event.process === 'started' && leaving.delete(event.agent)) moving.set(event.agent, event.seq)
        if (event.kind !== 'transition' || event.level !== 'dag') continue
        if (event.name === 'Join to master' && event.from === null) joining.set(event.agent, event.seq)
        // Until it is over it may take rows away, and become SINGLE.
        if (isRemoval(event.name)) removing.set(event.agent, event.seq)
      }
      return first(world.agents.map((agent) => {
        const address = agent.identity === 'FOLLOWER' ? masterOf(agent) : undefined
        if (address === undefined) return null
        const since = joining.get(agent.name) ?? 0
        const master = world.agents.find((each) => sameAddress(each, address))
        if (master !== undefined && master.identity === 'MASTER' && findRow(master, agent) !== undefined) return null
        if (editedAt > since || (moving.get(agent.name) ?? -1) >= since) return null
        if (master === undefined) return everRemoved(removing, since) ? null : `${agent.name} follows ${address.ip}:${address.port}, where nobody is`
        return (removing.get(master.name) ?? -1) >= since ? null : `${agent.name} follows ${master.name}, which is ${master.identity} and does not have it`
      }))
    }
  },
}

function isRemoval(name: string): boolean {
  return /^(?:Remove (?:follower agent |all agents)|Agent to single|Follower remove self)/.test(name)
}

/** A master that has left its address was SINGLE before. */
function everRemoved(removing: ReadonlyMap<string, number>, since: number): boolean {
  return [...removing.values()].some((at) => at >= since)
}
