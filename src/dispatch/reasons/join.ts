import { findRow, formatAddress, formatVersion, masterOf, type Agent, type AgentAddress } from '../../cluster/index.ts'
import type { Simulation } from '../../simulation.ts'
import { named, namedAt } from './naming.ts'

/** Why an agent that stands for another identity does not do what was asked. */
export function explainIdentity(world: Simulation, agent: Agent, isJoin: boolean, wanted: string): string {
  const who = `${named(agent)} is ${agent.identity}`
  switch (agent.identity) {
    case 'SINGLE': return wanted.includes('CLUSTER AGENT') ? `${who}: there is no cluster before agents have joined and POST /api/v1/ob/init has made one` : `${who}: it has to join first (POST /api/v1/agent/join), itself or a MASTER`
    case 'MASTER': return isJoin ? `${who} of ${agent.zone} already, and only a SINGLE agent joins; POST /api/v1/agent/remove makes it one` : noClusterYet(who, wanted)
    case 'FOLLOWER': {
      const master = masterOf(agent)
      const whose = master === undefined ? who : `${who} of ${namedAt(world, master)}`
      return isJoin ? `${whose} already, and only a SINGLE agent joins; POST /api/v1/agent/remove makes it one` : noClusterYet(whose, wanted)
    }
    default: return `${who}, and this is for an agent that is ${wanted}`
  }
}

function noClusterYet(who: string, wanted: string): string {
  return wanted.includes('CLUSTER AGENT') ? `${who}: there is no cluster before POST /api/v1/ob/init has made one` : `${who}, and this is for an agent that is ${wanted}`
}

/** Why an agent that is to be joined is none that can be. */
export function explainNoMaster(world: Simulation, target: AgentAddress): string {
  const agent = world.reach(target)
  if (agent?.identity === 'SINGLE') return `${named(agent)}, which is to be joined, is SINGLE: it has to be a MASTER first, by joining itself`
  const master = agent === undefined ? undefined : masterOf(agent)
  return `${namedAt(world, target)}, which is to be joined, is no MASTER${agent?.identity === 'FOLLOWER' && master !== undefined ? `: its master is ${namedAt(world, master)}` : ''}`
}

/** Two agents that are not of the same release, of obshell or of OceanBase. */
export function explainVersions(world: Simulation, agent: Agent, target: AgentAddress, what: 'obshell' | 'OceanBase'): string {
  const other = world.reach(target)
  const version = (each: Agent): string => (what === 'obshell' ? formatVersion(each.version) : each.observer.version ?? 'none')
  const versions = other === undefined ? '' : `: ${named(agent)} has ${version(agent)}, ${named(other)} has ${version(other)}`
  return `both agents need the same ${what === 'obshell' ? 'release of obshell' : 'observer'}${versions}`
}

/** Why a master refuses an agent's token, and so its join. `text`: what it says. */
export function explainMaster(world: Simulation, agent: Agent, target: AgentAddress, text: string, masterPassword: unknown): string | null {
  const master = world.reach(target)
  if (master === undefined) return null
  if (text.includes('Agent password is incorrect')) {
    if (typeof masterPassword !== 'string' || masterPassword === '') return 'the master has an agent password; masterPassword was not sent'
    return `the master has an agent password; masterPassword is not it${whose(world, master, agent, masterPassword)}`
  }
  if (text.includes('Should use oceanbase_password')) {
    return `the master, ${named(master)}, has a root password and no agent password: nothing that a join can bring passes there, until it has an agent password`
  }
  if (text.includes('already exists in cluster')) {
    const row = findRow(master, agent)
    return `${formatAddress(agent)} stands in the table of the master, ${named(master)}, already${row === undefined ? '' : ` (${row.identity}, ${row.zone})`}: POST /api/v1/agent/remove there takes it out`
  }
  return null
}

function whose(world: Simulation, master: Agent, joiner: Agent, password: string): string {
  if (password === master.rootPassword) return ': it is the root password'
  if (password === joiner.agentPassword) return `: it is the agent password of the joiner, ${named(joiner)}`
  const other = world.agents.find((each) => each !== master && each.agentPassword === password)
  return other === undefined ? '' : `: it is that of ${named(other)}`
}
