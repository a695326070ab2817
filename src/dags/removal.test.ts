import { describe, expect, test } from 'vitest'
import { addFollower, becomeFollower, setClusterConfig, setObserverConfig, setRootPassword, type Agent } from '../cluster/index.ts'
import { agentToSingle } from './agent-to-single.ts'
import { followerRemoveSelf } from './follower-remove-self.ts'
import { removeAllAgents } from './remove-all-agents.ts'
import { removeFollowerAgent } from './remove-follower-agent.ts'
import { LoneAgent } from './testing/lone-agent.ts'

const member = (ip: string, zone: string) => ({ ip, port: 2886, zone, version: '', homePath: '', os: '', architecture: '', publicKey: '' })

/** A MASTER in zone1 with two followers in zone2, everything set. */
function configured(): LoneAgent {
  const lone = LoneAgent.master()
  addFollower(lone.agent, member('10.10.10.2', 'zone2'))
  addFollower(lone.agent, member('10.10.10.3', 'zone2'))
  const { configs } = lone.agent.ob
  setClusterConfig(configs, { id: '1', name: 'obc', rootPassword: 'r', rsList: null }, 1)
  setObserverConfig(configs, { type: 'GLOBAL' }, { a: '1' }, 1)
  setObserverConfig(configs, { type: 'ZONE', zones: ['zone1', 'zone2'] }, { a: '1' }, 1)
  setObserverConfig(configs, { type: 'SERVER', servers: lone.agent.table }, { a: '1' }, 1)
  setRootPassword(lone.agent, 'r')
  return lone
}

const kept = ({ ob: { configs, stored } }: Agent) => ({
  cluster: Object.keys(configs.cluster).length, global: Object.keys(configs.global).length, zones: Object.keys(configs.zones),
  servers: Object.keys(configs.servers), storedPassword: stored.rootPassword,
})

describe('a follower that is removed', () => {
  test('leaves its zone its settings while another is in it; with the last one they go, and what the master had stored for itself', () => {
    const lone = configured()
    lone.run(removeFollowerAgent({ ip: '10.10.10.2', port: 2886 }, false), 2)
    expect(kept(lone.agent)).toEqual({ cluster: 3, global: 1, zones: ['zone1', 'zone2'], servers: ['10.10.10.1:2886', '10.10.10.3:2886'], storedPassword: 'r' })
    lone.run(removeFollowerAgent({ ip: '10.10.10.3', port: 2886 }, false), 2)
    expect(kept(lone.agent)).toEqual({ cluster: 3, global: 1, zones: ['zone1'], servers: ['10.10.10.1:2886'], storedPassword: null })
    expect(lone.agent.rootPassword).toBe('r')
  })
})

describe('a master that removes itself', () => {
  test('forgets all that was set; an empty root password stays in its store', () => {
    const lone = configured()
    lone.agent.table = lone.agent.table.slice(0, 1)
    lone.run(removeAllAgents(lone.agent), 2)
    expect(kept(lone.agent)).toEqual({ cluster: 0, global: 0, zones: [], servers: [], storedPassword: '' })
    expect(lone.agent.rootPassword).toBeNull()
  })
})

describe('a follower', () => {
  function follower(): LoneAgent {
    const lone = new LoneAgent()
    becomeFollower(lone.agent, 'zone2', { ip: '10.10.10.9', port: 2886, zone: 'zone1', version: '' }, 'a#1')
    return lone
  }

  test('that becomes SINGLE has an empty root password after its next start', () => {
    const lone = follower()
    lone.run(agentToSingle(), 2)
    expect([lone.agent.identity, lone.agent.rootPassword, lone.agent.ob.stored.rootPassword]).toEqual(['SINGLE', null, ''])
  })

  test('that removes itself tells its master first', () => {
    const lone = follower()
    lone.replies = [{ kind: 'answer', data: { id: '21' } }]
    const dag = lone.run(followerRemoveSelf(), 4)
    expect(lone.asked).toEqual([{ to: expect.objectContaining({ ip: '10.10.10.9', port: 2886 }) as unknown, operation: 'rpcAgentRemove', body: { ip: '10.10.10.1', port: 2886 } }])
    expect([dag.state, lone.agent.identity, lone.logs(dag), lone.logs(dag, 2)]).toEqual(['SUCCEED', 'SINGLE', [
      'sending remove this agent request to master agent', 'send remove this agent request succeed, remote dag id: &{21}',
    ], ['clearing ob config', 'change agent to single agent', 'set agent to single agent success']])
  })

  test('asks a master that does not answer thirty times, and goes all the same', () => {
    const lone = follower()
    lone.replies = [{ kind: 'failed', failure: { kind: 'plain', text: 'gone' } }]
    const dag = lone.run(followerRemoveSelf(), 40)
    expect([dag.state, lone.agent.identity, lone.asked.length]).toEqual(['SUCCEED', 'SINGLE', 30])
    expect(new Set(lone.logs(dag).slice(1))).toEqual(new Set(['WARN: send remove this agent request failed, err: gone']))
  })

  test('stays where it is when its master refuses', () => {
    const lone = follower()
    lone.replies = [{ kind: 'refused', failure: { kind: 'plain', text: 'busy' } }]
    const dag = lone.run(followerRemoveSelf(), 4)
    expect([dag.state, lone.agent.identity, lone.logs(dag).at(-1)]).toEqual(['FAILED', 'FOLLOWER', 'ERROR: busy'])
  })

  test('that is SINGLE by now has nothing to do', () => {
    const lone = new LoneAgent()
    const dag = lone.run(followerRemoveSelf(), 4)
    expect([dag.state, lone.asked, lone.logs(dag), lone.logs(dag, 2)]).toEqual(['SUCCEED', [], ['Agent is aready single agent'], ['Agent is aready single agent']])
  })
})
