import { describe, expect, test } from 'vitest'
import { loadScenario, ScenarioError } from './index.ts'

/** What is said of a text, line by line. */
async function said(text: string): Promise<string[]> {
  try {
    await loadScenario(text, 'x.yaml')
    return []
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    return error.message.split('\n')
  }
}

describe('a wrong scenario', () => {
  test('is told everything at once: keys, values, names', async () => {
    expect(await said(`version: 1
clock: { mode: fast }
agents:
  a: { address: 127.0.0.1:2886, identity: MASTER }
  b: { address: 127.0.0.1:2886, zonne: z }
tasks:
  - when: { dag: Join self, agent: aa }
    takes: soon
faults:
  - when: { operation: agentJion }
    reply: { errCode: Agent.UnderMaintenence }
`)).toEqual([
      "x.yaml:2:16 WRONG_VALUE clock.mode: unknown clock mode 'fast': use one of auto, manual, real, offset, scaled, per-poll",
      "x.yaml:5:17 DUPLICATE_AGENT agents 'a' and 'b' are both at 127.0.0.1:2886",
      "x.yaml:5:33 UNKNOWN_KEY unknown key 'zonne' in agents.b; did you mean 'zone'?",
      "x.yaml:7:36 UNKNOWN_AGENT no agent is called 'aa'; did you mean 'a'?",
      "x.yaml:8:12 WRONG_VALUE tasks.0.takes: 'soon' is not a length of time: write it like 500ms, 5s or 1h30m, or as a range like 2s..10s",
      "x.yaml:10:24 UNKNOWN_OPERATION no operation is called 'agentJion'; did you mean 'agentJoin'?",
      "x.yaml:11:23 UNKNOWN_ERROR the agent has no error 'Agent.UnderMaintenence'; did you mean 'Agent.UnderMaintenance'?",
    ])
  })

  test('of five mistakes each is told, an address that is none among them', async () => {
    expect(await said(`version: 1
sed: 7
clock: { mode: fast }
timezone: Asia/Shanghia
agents:
  a: { address: 127.0.0.1:2886, identity: MASTER }
  b: { address: 127.0.0.1, zone: z }
faults:
  - when: { operation: agentJion, agent: b }
    drop: reset
`)).toEqual([
      "x.yaml:2:1 UNKNOWN_KEY unknown key 'sed'; did you mean 'seed'?",
      "x.yaml:3:16 WRONG_VALUE clock.mode: unknown clock mode 'fast': use one of auto, manual, real, offset, scaled, per-poll",
      "x.yaml:4:11 WRONG_VALUE timezone: 'Asia/Shanghia' is not a time zone: write an IANA name such as Asia/Shanghai, or an offset such as +08:00",
      "x.yaml:7:17 WRONG_VALUE agents.b.address: '127.0.0.1' is not an address: write it like 127.0.0.1:2886, with a port from 1 to 65535",
      "x.yaml:9:24 UNKNOWN_OPERATION no operation is called 'agentJion'; did you mean 'agentJoin'?",
    ])
  })

  test('does not blame others for what is wrong with one', async () => {
    expect(await said(`version: 1
agents:
  a: { identity: MASTER }
  b: { address: 127.0.0.1:2887, identity: FOLLOWER }
setup:
  - { agent: a, call: agentJoin }
`)).toEqual(["x.yaml:3:6 MISSING_KEY 'address' is missing in agents.a"])
  })

  test.each([
    ['version: 1\nagents: {}\n', ["x.yaml:2:9 NO_AGENTS agents is empty: name at least one, or leave the key out and have one at 127.0.0.1:2886"]],
    ['version: 1\nagents: { a: { address: 127.0.0.1:1, agentPassword: "" } }\n', ['x.yaml:2:53 WRONG_VALUE agents.a.agentPassword: an empty password is none; leave the key out']],
    ['version: 1\ntasks: [{ when: { dag: Join self } }]\n', ['x.yaml:2:9 WRONG_VALUE say what becomes of the work: takes, logs, data, restarts, holds, never or fails']],
    ['version: 1\ntasks: [{ holds: true, never: true }]\n', ['x.yaml:2:31 WRONG_VALUE what is held until it is released cannot go on for ever as well: say holds or never']],
    ['version: 1\nfaults: [{ drop: reset, delay: 1s }]\n', ['x.yaml:2:10 WRONG_VALUE say one thing of the request, not delay and drop']],
    ['version: 1\nfaults: [{ drop: vanish }]\n', ['x.yaml:2:18 WRONG_VALUE faults.0.drop must be one of these: refuse, reset, hang, truncate, garbage, slow, { reset-after: 120 }, { slow: 64 }']],
    ['version: 1\nfaults: [{ reply: {} }]\n', ['x.yaml:2:19 WRONG_VALUE write an errCode of the agent, a message, or both']],
    ['version: 1\nsetup: [{ agent: "127.0.0.1:2886", call: taskDagDetail }]\n', expect.arrayContaining([expect.stringContaining('UNKNOWN_OPERATION')])],
    ['version: 1\nsetup: [{ agent: x }]\n', ["x.yaml:2:9 MISSING_KEY 'call' is missing in setup.0", "x.yaml:2:18 UNKNOWN_AGENT no agent is called 'x'; there is 127.0.0.1:2886"]],
    ['version: 1\ntasks: [{ takes: 5 }]\n', ["x.yaml:2:18 WRONG_VALUE tasks.0.takes: '5' is not a length of time: write it like 500ms, 5s or 1h30m, or as a range like 2s..10s"]],
    ['version: 1\ntasks: [{ takes: -5s }]\n', ["x.yaml:2:18 WRONG_VALUE tasks.0.takes: '-5s' is not a length of time: write it like 500ms, 5s or 1h30m, or as a range like 2s..10s"]],
    ['version: 2\n', ['x.yaml:1:10 WRONG_VALUE version must be 1']],
    ['- 1\n', ['x.yaml:1:1 WRONG_TYPE the scenario must be a map']],
    ['', ['x.yaml:1:1 WRONG_TYPE the scenario must be a map']],
  ])('%j', async (text, sentences) => {
    expect(await said(text)).toEqual(sentences)
  })

  test('may not make much of little by aliases', async () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (const [name, from] of [['b', 'a'], ['c', 'b'], ['d', 'c'], ['e', 'd']]) lines.push(`${name}: &${name} [${Array(9).fill(`*${from}`).join(', ')}]`)
    expect(await said(lines.join('\n'))).toEqual([expect.stringMatching(/^x\.yaml:\d:\d+ YAML .*alias/i)])
  })
})
