import { describe, expect, test } from 'vitest'
import { KeyRing } from '../dispatch/index.ts'
import { builtInNames, buildWorld, loadScenario, openScenario, type Scenario } from '../scenario/index.ts'
import { entryForm, readRule, requestRuleForm, taskRuleForm } from './index.ts'

/** Each kind of rule, action and window, as people write them. */
const written = {
  version: 1,
  agents: { a: { address: '10.10.10.1:2886' }, b: { address: '10.10.10.2:2886' }, c: { address: '10.10.10.3:2886' } },
  faults: [
    { when: { operation: 'agentJoin', agent: 'b', nth: 2, via: 'client' }, times: 3, count: 'sends', reply: { errCode: 'Agent.UnderMaintenance', args: ['here', 7] } },
    { when: { method: 'GET', path: '/api/v1/task/*', client: '10.0.0.7', every: 3, probability: '20%' }, reply: { errCode: 'Agent.UnderMaintenance', message: 'not now' } },
    { when: { from: '5s', to: '1m' }, reply: { message: 'plain' } },
    { when: { from: '5s', for: '10s' }, reply: { status: 502, headers: { 'X-A': 1 }, body: { a: 1 } } },
    { when: { for: '10s', after: { dag: 'Join self', state: 'SUCCEED' } }, reply: { status: 204 } },
    { when: { after: { agent: 'b', process: 'stopped' } }, edit: { set: { 'data.version': 'x', 'data.n': null }, remove: ['traceId'] } },
    { edit: { remove: ['data'] } }, { delay: '1.5s' }, { delay: '2s', virtual: true },
    { drop: 'refuse' }, { drop: 'reset' }, { drop: 'truncate' }, { drop: 'garbage' }, { drop: 'hang' }, { drop: 'hang', virtual: true }, { drop: 'slow' }, { drop: { slow: 7 } }, { drop: { 'reset-after': 120 } },
  ],
  tasks: [
    { when: { dag: 'Join to master', node: 'Be follower', agent: 'b', attempt: 2, operator: 'RETRY' }, takes: '2s..10s', times: 1 },
    { takes: '40s', logs: ['one', 'two'], data: { a: [1] }, fails: { message: 'no disk' } }, { restarts: '5s' }, { holds: true }, { never: true }, { fails: { errCode: 'Agent.UnderMaintenance', args: ['x'] } },
  ],
  timeline: [
    { at: '20s', stop: 'b' }, { at: '0s', stop: { agent: 'b', signal: 'SIGKILL' } }, { after: { agent: 'b', process: 'stopped' }, delay: '3s', start: 'b' },
    { after: { dag: 'Join *', node: 'Be follower', agent: 'b', state: 'FAILED' }, times: 'always', restart: 'b' }, { after: { dag: 'Join self', state: 'READY' }, times: 2, restart: { agent: 'a', downFor: '7s', signal: 'SIGKILL' } },
    { every: '10s', observer: { agent: 'a', version: 'none', stop: true } }, { every: '10s', from: '1s', times: 4, observer: { agent: 'a', version: '4.2.1.0-1', start: { exits: 1, prints: 'no disk' } } },
    { at: '1s', partition: ['a', 'b'] }, { at: '1s', partition: [['a'], ['b', 'c']] }, { at: '1s', heal: 'all' }, { at: '1s', heal: ['a', 'b'] },
    { at: '1s', agentPassword: { agent: 'a', password: 'secret' } }, { at: '1s', agentPassword: { agent: 'a', password: null } }, { at: '1s', rootPassword: { password: 'x' } }, { at: '1s', rootPassword: { password: null, agents: [] } },
    { at: '1s', newKey: 'a' }, { at: '1s', address: { agent: 'a', address: '[::1]:2886' } }, { at: '1s', obshell: { agent: 'a', version: '4.5.0.0-7' } }, { at: '1s', lock: 'a' }, { at: '1s', unlock: { agent: 'a', lock: 'obproxy' } },
    { at: '1s', skew: '-90s' }, { at: '1s', hold: { dag: 'Join self', agent: 'a' } }, { at: '1s', release: { dag: 'Join *' } }, { at: '1s', fail: { dag: 'Join self', errCode: 'Agent.UnderMaintenance' } },
    { at: '1s', operator: { dag: 'Join self', node: 'Join self', operator: 'CANCEL' } }, { at: '1s', call: { agent: 'a', call: 'agentJoin', body: { zoneName: 'zone1' } } }, { at: '1s', call: { agent: 'a', call: 'getDag', params: { id: 7 } } },
  ],
}

async function expectSame(scenario: Scenario): Promise<void> {
  const { settings, agents } = scenario
  const world = buildWorld({ ...scenario, setup: [], agents: agents.map((agent) => ({ ...agent, identity: 'SINGLE', agentPassword: null })), settings }, new KeyRing(1))
  for (const rule of scenario.requestRules) expect((await readRule(world, 'faults', requestRuleForm(rule), [])).value).toEqual(rule)
  for (const rule of scenario.taskRules) expect((await readRule(world, 'tasks', taskRuleForm(rule), [])).value).toEqual(rule)
  for (const entry of scenario.timeline) expect((await readRule(world, 'timeline', entryForm(entry), [])).value).toEqual(entry)
}

describe('what is shown in the form of a scenario file is read as the same', () => {
  test('of every kind', async () => {
    await expectSame(await loadScenario(JSON.stringify(written), '<test>'))
  })

  test('in the scenarios that come with us', async () => {
    for (const name of await builtInNames()) await expectSame((await openScenario(name)).scenario)
  })
})
