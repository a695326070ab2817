import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { steer, twoAgents, type Steered } from './support/steered.ts'

let sim: Steered
beforeEach(async () => {
  sim = await steer()
})
afterEach(() => sim.close())

const asked = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => (await sim.call(method, path, body)).body
const yaml = 'version: 1\ndescription: One agent with a password.\nencryption: off\nclock: { mode: manual }\nagents:\n  lone: { address: 10.10.10.1:2886, agentPassword: secret }\n'

test('is shown as it was read', async () => {
  const { text, ...rest } = await asked('GET', '/scenario')
  expect(rest).toEqual({
    name: '<test>', description: '', warnings: [],
    agents: ['a', 'b'].map((name, index) => ({ name, address: `127.0.0.1:${2886 + index}`, listening: [new URL(sim.simulator.urls()[index]!).host] })),
  })
  expect(JSON.parse(text as string)).toEqual(twoAgents)
})

describe('another takes its place', () => {
  test.each([
    ['as YAML', yaml], ['as a text in JSON', JSON.stringify({ scenario: yaml })],
    ['as JSON', JSON.stringify({ version: 1, description: 'One agent with a password.', agents: { lone: { address: '10.10.10.1:2886', agentPassword: 'secret' } } })],
  ])('%s', async (_how, body) => {
    const put = await sim.call('PUT', '/scenario', body)
    expect([put.status, put.body]).toEqual([200, {
      name: '<scenario>', description: 'One agent with a password.', text: body.startsWith('{"scenario"') ? yaml : body, warnings: [],
      agents: [{ name: 'lone', address: '10.10.10.1:2886', listening: [new URL(sim.simulator.urls()[0]!).host] }], clock: expect.objectContaining({ elapsed: '0s' }),
    }])
    expect((await asked('GET', '/agents'))['agents']).toMatchObject([{ name: 'lone', security: true }])
  })

  test.each([['bare', 'join-three'], ['in JSON', '{"scenario": "join-three"}']])('by the name of a built-in one, %s', async (_how, body) => {
    expect((await sim.call('PUT', '/scenario', body)).body).toMatchObject({ name: 'join-three/scenario.yaml', agents: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] })
  })

  test('that extends a built-in one', async () => {
    expect((await sim.call('PUT', '/scenario', 'version: 1\nextends: join-three\nagents: { c: null }\n')).body).toMatchObject({ agents: [{ name: 'a' }, { name: 'b' }] })
  })

  test('with all that was: rules, journal, timeline', async () => {
    await sim.call('POST', '/faults', { drop: 'reset', when: { agent: 'b' } })
    await sim.call('POST', '/timeline', { at: '1h', stop: 'b' })
    await fetch(`${sim.url}/api/v1/time`)
    await sim.call('PUT', '/scenario', JSON.stringify(twoAgents))
    expect([await asked('GET', '/faults'), await asked('GET', '/timeline'), (await asked('GET', '/journal'))['entries']]).toEqual([{ faults: [] }, { timeline: [] }, []])
  })
})

describe('nothing changes', () => {
  const refused = async (body: unknown): Promise<unknown> => {
    const { status, body: { detail } } = await sim.call('PUT', '/scenario', body)
    return [status, detail]
  }

  test('where it is none, or names what there is not', async () => {
    expect([
      await refused(''), await refused('jion-three'), await refused({ scenario: 'nothing-like-it' }), await refused('version: 2\n'), await refused('/etc/passwd'), await refused('version: 1\nextends: ../../etc/passwd\n'),
      await refused('version: 1\nextends: jion-three\n'), await refused('version: 1\nsetup: [ { call: agentJoin, agent: a, body: {} } ]\nagents: { a: { address: 1.1.1.1:1 } }\n'),
    ]).toEqual([
      [400, 'the body is empty: send the text of a scenario, or {"scenario": "<name of a built-in one>"}'],
      [404, "no built-in scenario is called 'jion-three'; did you mean 'join-three'?"],
      [404, expect.stringMatching(/^no built-in scenario is called 'nothing-like-it'/)],
      [400, expect.stringContaining('version')],
      [400, expect.any(String)],
      [400, expect.stringContaining("'../../etc/passwd' is a path, and a scenario that is sent extends built-in ones only")],
      [400, expect.stringContaining("no built-in scenario is called 'jion-three'; did you mean 'join-three'?")],
      [422, expect.stringContaining('was refused at agentJoin')],
    ])
    expect((await asked('GET', '/scenario'))['name']).toBe('<test>')
  })

  test('where an address cannot be had', async () => {
    const declared = await steer({ agents: { a: { address: '127.0.0.1:2886', listen: '127.0.0.1:0' } } }, { place: (agent) => agent.listen })
    const taken = new URL(sim.url).host
    const { status, body } = await declared.call('PUT', '/scenario', { version: 1, agents: { a: { address: '127.0.0.1:2886', listen: '127.0.0.1:0' }, b: { address: '127.0.0.1:2887', listen: taken } } })
    const agents = (await declared.call('GET', '/agents')).body['agents'] as unknown[]
    await declared.close()
    expect([status, body['title'], agents.length]).toEqual([409, 'An address cannot be had', 1])
  })
})

test('begins anew', async () => {
  await sim.join(0, 0)
  await sim.call('POST', '/clock/settle')
  await sim.call('POST', '/agents/b/stop')
  await sim.call('POST', '/faults', { drop: 'reset', when: { operation: 'getTime' } })
  expect((await sim.call('POST', '/reset')).body).toMatchObject({ now: '2026-01-05T08:30:00Z', elapsed: '0s' })
  expect([await asked('GET', '/dags'), await asked('GET', '/faults'), (await asked('GET', '/agents/a'))['identity'], (await asked('GET', '/agents/b'))['running']]).toEqual([{ dags: [] }, { faults: [] }, 'SINGLE', true])
})
