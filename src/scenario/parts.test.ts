import { describe, expect, test } from 'vitest'
import { loadParts } from './load.ts'
import { ScenarioError } from './problem.ts'
import { defaultAgent } from './scenario.ts'

const agents = [defaultAgent('a', '127.0.0.1', 2886), defaultAgent('b', '127.0.0.1', 2887)]

async function said(parts: Parameters<typeof loadParts>[0], taken?: ReadonlySet<string>): Promise<unknown> {
  const error: unknown = await loadParts(parts, agents, taken).catch((thrown: unknown) => thrown)
  return error instanceof ScenarioError ? error.problems.map(({ code, path, message }) => [code, path?.join('.'), message]) : error
}

describe('parts of a scenario for a running world', () => {
  test('are what they are in a file', async () => {
    expect(await loadParts({ faults: [{ drop: 'reset', when: { agent: '127.0.0.1:2887' } }], tasks: [{ takes: '5s' }] }, agents)).toEqual({
      setup: [], timeline: [], action: null, warnings: [],
      requestRules: [{ id: 'fault 1', when: { agent: 'b' }, effect: { kind: 'drop', drop: { how: 'reset' } }, times: null, count: 'questions' }],
      taskRules: [{ id: 'task rule 1', when: {}, effect: { takes: 5_000_000 }, times: null }],
    })
  })

  test('get names that are not taken', async () => {
    const { requestRules } = await loadParts({ faults: [{ drop: 'reset' }, { drop: 'hang' }, { name: 'fault 5', drop: 'hang' }] }, agents, new Set(['fault 1', 'fault 3']))
    expect(requestRules.map(({ id }) => id)).toEqual(['fault 2', 'fault 4', 'fault 5'])
    expect(await said({ faults: [{ name: 'x', drop: 'reset' }] }, new Set(['x']))).toEqual([['DUPLICATE_NAME', 'faults.0.name', "'x' is the name of another already: a name means one of them"]])
  })

  test('may be an action, which has no time', async () => {
    expect((await loadParts({ action: { stop: 'b' } }, agents)).action).toEqual({ do: 'stop', agent: 'b', signal: 'SIGTERM' })
    expect(await said({ action: { stop: { agent: 'c', sgnal: 'x' }, at: '5s' } })).toEqual([
      ['UNKNOWN_KEY', 'at', "an action happens at once, and 'at' belongs to the timeline"],
      ['UNKNOWN_KEY', 'stop.sgnal', "unknown key 'sgnal' in stop; did you mean 'signal'?"],
      ['UNKNOWN_AGENT', 'stop.agent', "no agent is called 'c'; there are a, b"],
    ])
    expect(await said({ action: 'stop' })).toEqual([['WRONG_TYPE', '', 'the action must be a map']])
  })

  test('are told where they are wrong by their paths', async () => {
    expect(await said({ faults: 5 })).toEqual([['WRONG_TYPE', 'faults', 'faults must be a list']])
    expect(await said({ faults: [{ drop: 'rest' }, 1], tasks: [{ when: { dag: 'Jon self' }, takes: '5s' }] })).toEqual([
      ['WRONG_VALUE', 'faults.0.drop', "faults.0.drop must be one of refuse, reset, hang, truncate, garbage, slow; did you mean 'reset'?"],
      ['WRONG_TYPE', 'faults.1', 'faults.1 must be a map'],
      ['UNKNOWN_DAG', 'tasks.0.when.dag', "no DAG is called 'Jon self'; did you mean 'Join self'?"],
    ])
  })
})
