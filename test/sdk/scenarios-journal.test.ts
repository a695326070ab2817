import { describe, expect, onTestFinished, test } from 'vitest'
import type { SimulatorProcess } from '../support/simulator.ts'
import { pythonSdk, runPython } from './python.ts'
import { playScenario, type Played, type Story } from './scenario.ts'

const sdk = await pythonSdk()
if ('missing' in sdk) console.warn(`SKIPPED: what the journal says of the official Python SDK, because ${sdk.missing}.`)

describe.skipIf('missing' in sdk)('of the official Python SDK', () => {
  test('that joins with a wrong password the journal says why, and verify what came nearest', async () => {
    const { simulator, story } = await played('password-required', 'wrong-password')
    expect(story.calls.map(({ raised }) => raised?.text)).toEqual([
      'Error code: Agent.RPC.RequestError, message: send post request failed: Request [POST]/rpc/v1/agent/token to 127.0.0.1:2886 error: Unauthorized: Agent password is incorrect',
    ])

    const { entries } = await simulator.control('GET', '/journal?operation=agentJoin&refused=true') as { entries: { seq: number; why: string; body: unknown }[] }
    const why = 'the master has an agent password; masterPassword is not it'
    expect(entries.map((entry) => entry.why)).toEqual([why, why])
    expect(JSON.stringify(entries)).not.toContain('wrong')

    expect(await verify(simulator, [
      { name: 'asked once', request: { operation: 'agentJoin', agent: 'b', refused: true }, count: 1, by: 'questions' },
      { name: 'sent twice', request: { operation: 'agentJoin', agent: 'b', refused: true }, count: 2, by: 'sends' },
      { name: 'refused by the master', order: [{ operation: 'agentJoin', agent: 'b' }, { operation: 'rpcAgentToken', agent: 'a', via: 'peer', status: 401 }] },
      { name: 'never joined', event: { dag: 'Join to master' }, never: true },
    ])).toEqual({ status: 200, answer: { ok: true, notes: [] } })

    const [first, second] = entries.map(({ seq }) => seq)
    const { status, answer } = await verify(simulator, [
      { name: 'refused three times', request: { operation: 'agentJoin', agent: 'b', refused: true }, count: 3 },
      { name: 'joined', request: { operation: 'agentJoin', agent: 'b', status: 200 }, count: 1 },
    ])
    const { failures } = answer as { failures: { name: string; expected: string; got: string; nearest: { seq: number; what: string; lacks: string[] }[] }[] }
    expect(status).toBe(422)
    expect(failures.map(({ name, expected, got }) => ({ name, expected, got }))).toEqual([
      { name: 'refused three times', expected: 'agentJoin to b refused, 3 times', got: `2: #${first}, #${second}` },
      { name: 'joined', expected: 'agentJoin to b answered 200, once', got: 'none' },
    ])
    expect(failures[1]!.nearest).toEqual([second, first].map((seq) => ({
      seq,
      what: expect.stringMatching(new RegExp(`^#${seq} .* → b: POST /api/v1/agent/join \\(agentJoin\\) 500 Agent\\.RPC\\.RequestError: ${why}$`)) as string,
      lacks: ['status 500, wanted 200'],
    })))
  })

  test('that waits, lint has the pace of its looks, and each POST that it sent again', async () => {
    // As time stands still, it is the SDK's sleeps that move it.
    const { simulator, told } = await played('second-join-while-first-runs')
    const report = JSON.parse(told(JSON.stringify(await simulator.control('GET', '/journal/lint')))) as {
      clients: { requests: number; refused: number; polls: { request: string; polls: number; everyVirtual: string | null }[] }[]
      findings: { kind: string; says: string; seqs: number[] }[]
    }
    expect(report.clients.map(({ refused, polls }) => ({ refused, polls: polls.map(({ request, polls, everyVirtual }) => ({ request, polls, everyVirtual })) }))).toEqual([{
      refused: 6,
      polls: [
        { request: 'GET /api/v1/task/dag/22130706433028881', polls: 3, everyVirtual: '3s' },
        { request: 'GET /api/v1/task/dag/22130706433028871', polls: 6, everyVirtual: '3s' },
      ],
    }])
    // The program joined in vain three times; the SDK sent each of these twice.
    expect(report.findings.map(({ kind, says, seqs }) => ({ kind, says: says.replace(/#\d+/g, '#'), times: seqs.length }))).toEqual([
      {
        kind: 'resent-post', times: 3,
        says: 'POST /api/v1/agent/join was sent 3 times: # had been taken already (200), and # was refused (500 Agent.UnderMaintenance). Look what the first one did (GET /api/v1/task/dag/…) before sending another.',
      },
      { kind: 'resent-post', times: 2, says: refusedBefore('500 Agent.RPC.RequestError') },
      { kind: 'resent-post', times: 2, says: refusedBefore('400 Agent.Identify.NotSupportOperation') },
    ])
  })

  test('that waits for a slow join lint has nothing to say', async () => {
    const { simulator, story } = await played('slow-join')
    expect(story.calls.map(({ slept }) => slept)).toEqual([['8 × 3 s']])
    const { findings } = await simulator.control('GET', '/journal/lint')
    expect(findings).toEqual([])
  })

  test('that takes no refusal for the last word lint misses the patience', async () => {
    const { simulator } = await played('successful-false-for-30s')
    const { findings } = await simulator.control('GET', '/journal/lint') as { findings: { kind: string; says: string }[] }
    expect(findings.map(({ kind, says }) => ({ kind, says }))).toEqual([{
      kind: 'no-back-off',
      says: 'GET /api/v1/task/dag/22130706433028861?show_details=True was sent 6 times without a pause, each time with the result 500 Agent.OceanBase.NotHold. '
        + 'Wait longer after each refusal, and give up in the end; most of status 4xx never goes away by itself.',
    }])
  })
})

function refusedBefore(how: string): string {
  return `POST /api/v1/agent/join was sent 2 times: # was refused (${how}) and nothing was changed before the next. The Python SDK does so with all that is refused; else read the refusal first.`
}

/** Plays a scenario, and has one of the programs of python/scenarios.py live through it. */
async function played(scenario: string, program = scenario): Promise<Played & { readonly story: Story }> {
  const scene = await playScenario(scenario)
  onTestFinished(async () => {
    expect(await scene.simulator.stop()).toBe(0)
  })
  const printed = await runPython(sdk, 'scenarios', [program, ...scene.simulator.agents.map(({ address }) => address)])
  return { ...scene, story: JSON.parse(scene.told(printed)) as Story }
}

async function verify({ agents }: SimulatorProcess, expectations: readonly unknown[]): Promise<{ status: number; answer: unknown }> {
  const response = await fetch(`${agents[0]!.url}/_sim/verify`, { method: 'POST', body: JSON.stringify(expectations) })
  return { status: response.status, answer: await response.json() }
}
