import { describe, expect, test } from 'vitest'
import { startSimulator } from '../src/index.ts'

const join = JSON.stringify({ agentInfo: { ip: '127.0.0.1', port: 5886 }, zoneName: 'zone1' })

describe('questions about work', () => {
  test.each([
    ['/api/v1/task/dags/ob', 'Common.Unexpected'],
    // The DAG of an agent that is not there, and one that names this agent by another loopback address: it is asked by hand, once.
    ['/api/v1/task/dag/22130706434028861', 'Common.Unexpected'],
    ['/api/v1/task/dag/22130706434058861', 'Task.NotFound'],
    ['/api/v1/task/dag/22130706433058869', 'Task.NotFound'],
  ])('%s, refused, moves no time but its own', async (path, errCode) => {
    await using simulator = await startSimulator({ agents: ['127.0.0.1:5886'], encryption: false, clock: 'auto' })
    const { url } = simulator.agents[0]!
    await fetch(`${url}/api/v1/agent/join`, { method: 'POST', body: join })
    const before = simulator.now()
    const answer = await (await fetch(`${url}${path}`)).json() as { successful: boolean; error: { errCode: string; message: string } }
    expect([answer.successful, answer.error.errCode, simulator.now() - before]).toEqual([false, errCode, 50_000])
  })
})
