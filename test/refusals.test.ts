import { expect, test } from 'vitest'
import { startSimulator } from '../src/index.ts'

/** What an agent without encryption answers to each, its error only. */
async function refusals(requests: readonly (readonly [method: string, path: string, body?: unknown])[]): Promise<unknown[]> {
  await using simulator = await startSimulator({ encryption: false, clock: 'auto' })
  const { url } = simulator.agents[0]!
  const errors: unknown[] = []
  for (const [method, path, body] of requests) {
    const response = await fetch(`${url}${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    errors.push((await response.json() as { error: unknown }).error)
  }
  return errors
}

test('an empty name in a path binds to nothing', async () => {
  expect(await refusals([['GET', '/api/v1/task/sub_task//logs']])).toEqual([
    { errCode: 'Common.BindJsonFailed', message: "Bind JSON failed: Key: 'TaskDetailDTO.GenericDTO.GenericID' Error:Field validation for 'GenericID' failed on the 'required' tag" },
  ])
})

test('an address of a network that is not there is out of reach, a number that is none is a name that nobody knows', async () => {
  const join = (ip: string): unknown => ({ agentInfo: { ip, port: 2886 }, zoneName: 'zone1' })
  expect(await refusals([['POST', '/api/v1/agent/join', join('10.0.0.30')], ['POST', '/api/v1/agent/join', join('10.0.0.300')]])).toEqual([
    { errCode: 'Common.Unexpected', message: 'Unexpected error: get agent info failed: Request [GET]10.0.0.30:2886 to /api/v1/info failed: Get "http://10.0.0.30:2886/api/v1/info": dial tcp 10.0.0.30:2886: connect: network is unreachable' },
    { errCode: 'Common.Unexpected', message: 'Unexpected error: get agent info failed: Request [GET]10.0.0.300:2886 to /api/v1/info failed: Get "http://10.0.0.300:2886/api/v1/info": dial tcp: lookup 10.0.0.300: no such host' },
  ])
})
