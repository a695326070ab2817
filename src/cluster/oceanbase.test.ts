import { describe, expect, test } from 'vitest'
import { becomeMaster, becomeSingle, removeRow } from './membership.ts'
import { clearStored, learnPorts, memberPorts, observerStarted, recallStored, setRootPassword, wasStarted } from './oceanbase.ts'
import { openSession } from './sessions.ts'
import { newAgent } from './testing/agent.ts'

describe('a root password', () => {
  test('takes effect at once and after a restart', () => {
    const agent = newAgent()
    setRootPassword(agent, 'r')
    expect(agent.rootPassword).toBe('r')
    agent.rootPassword = null
    recallStored(agent)
    expect(agent.rootPassword).toBe('r')
  })

  test('that is empty counts', () => {
    const agent = newAgent()
    setRootPassword(agent, '')
    expect(agent.rootPassword).toBe('')
  })

  test('closes all sessions if it is another one', () => {
    const agent = newAgent()
    openSession(agent, 's', 0)
    setRootPassword(agent, '')
    expect(Object.keys(agent.sessions.opened)).toEqual(['s'])
    setRootPassword(agent, 'r')
    expect(Object.keys(agent.sessions.opened)).toEqual([])
  })

  test('of an agent that became SINGLE is gone, and an empty one there after a restart', () => {
    const agent = newAgent()
    setRootPassword(agent, 'r')
    becomeSingle(agent)
    expect(agent.rootPassword).toBeNull()
    recallStored(agent)
    expect(agent.rootPassword).toBe('')
  })

  test('is still known to the process when the store has lost it', () => {
    const agent = newAgent()
    setRootPassword(agent, 'r')
    clearStored(agent)
    expect(agent.rootPassword).toBe('r')
    recallStored(agent)
    expect(agent.rootPassword).toBeNull()
  })
})

describe('the ports of observers', () => {
  test('of its own an agent keeps in memory, in the store and in its table', () => {
    const agent = newAgent()
    becomeMaster(agent, 'zone1', 'key')
    learnPorts(agent, agent, { mysql: 2881, rpc: 2882 })
    learnPorts(agent, agent, { mysql: 0, rpc: 2892 })
    const ports = { mysql: 2881, rpc: 2892 }
    expect([agent.ob.ports, agent.ob.stored.ports, memberPorts(agent, agent)]).toEqual([ports, ports, ports])
  })

  test('of members go with their rows; of strangers none are kept', () => {
    const agent = newAgent()
    becomeMaster(agent, 'zone1', 'key')
    learnPorts(agent, { ip: '10.10.10.9', port: 2886 }, { mysql: 1, rpc: 2 })
    expect(agent.ob.memberPorts).toEqual({})
    learnPorts(agent, agent, { mysql: 1, rpc: 2 })
    removeRow(agent, agent)
    expect(agent.ob.memberPorts).toEqual({})
  })
})

describe('an observer', () => {
  test('that was started leaves its configuration, and its process stays the same', () => {
    const agent = newAgent()
    expect(wasStarted(agent)).toBe(false)
    observerStarted(agent, 10)
    observerStarted(agent, 11)
    expect([wasStarted(agent), agent.ob.pid]).toEqual([true, 10])
  })
})
