import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkTranscript, type Checked } from './file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'obshell-sim-transcript-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Writes a scenario and a transcript and checks them; paths are told from their folder. */
async function check(scenario: string, steps: string, update = false): Promise<Checked & { readonly text: string }> {
  await writeFile(join(folder, 'scenario.yaml'), `version: 1\n${scenario}`)
  const file = join(folder, 'x.transcript.yaml')
  await writeFile(file, `steps:${steps}`)
  const checked = await checkTranscript(file, update)
  const short = (text: string): string => text.replaceAll(`${folder}/`, '')
  return { ...checked, problems: checked.problems.map(short), text: await readFile(file, 'utf8') }
}

const agents = 'agents:\n  a: { address: 127.0.0.1:2886 }\n  b: { address: 127.0.0.1:2887 }\n'
const differences = ({ mismatches }: Checked): string[] => mismatches.map(({ step, what, wanted, got }) => `${step} ${what}: ${wanted} / ${got.split('\n', 1)[0]}`)

describe('a transcript', () => {
  test('makes a credential with a key from before', async () => {
    const ask = '\n  - ask: { agent: a, path: /api/v1/task/dag/unfinish, oldKey: true }\n    status: 200'
    const checked = await check(agents, `${ask}\n  - act: { newKey: a }${ask}\n  - journal: { agent: a }\n    contains: { errCode: Security.Authentication.Header.DecryptFailed }\n`)
    expect(differences(checked)).toEqual(['1 step: the step is carried out / a has had no other key', '3 status: status 200 / status 401'])
  })

  test('moves time, ends and starts processes, acts, waits, and looks into the journal', async () => {
    const checked = await check(`${agents}tasks:\n  - { when: { dag: Join self }, takes: 40s }\n`, `
  - ask: { agent: a, method: POST, path: /api/v1/agent/join, json: { agentInfo: { ip: 127.0.0.1, port: 2886 }, zoneName: z } }
    status: 200
  - until: { dag: Join self, state: RUNNING }
  - act: { lock: b }
  - ask: { agent: b, method: POST, path: /api/v1/agent/join, json: { agentInfo: { ip: 127.0.0.1, port: 2887 }, zoneName: z }, from: 10.0.0.9 }
    contains: { successful: false }
  - journal: { client: 10.0.0.9, operation: agentJoin }
    contains: { agent: b, status: 400 }
    count: 2
  - stop: b
  - ask: { agent: b, path: /api/v1/info }
    expect: dropped
  - start: b
  - restart: { agent: b, downFor: 0s }
  - ask: { agent: b, path: /api/v1/info }
    contains: { successful: true }
  - until: { dag: Join self, node: Join self, state: SUCCEED }
`)
    expect(checked.problems).toEqual([])
    expect(differences(checked)).toEqual(['5 journal: 2 of them / 1 of them', '5 journal: the request has {"agent":"b","status":400} / status is 500, not 400'])
    expect([checked.asks, checked.steps.length, checked.steps[1]]).toEqual([4, 11, { step: 2, line: 4, kind: 'until', title: 'until { dag: Join self, state: RUNNING }' }])
  })

  test('restarts as a timeline does: who is told no time is away for 1 s', async () => {
    const checked = await check(agents, `
  - restart: b
  - advance: 999ms
  - ask: { agent: b, path: /api/v1/info }
    expect: dropped
  - advance: 1ms
  - ask: { agent: b, path: /api/v1/info }
    contains: { successful: true }
`)
    expect([checked.problems, differences(checked)]).toEqual([[], []])
  })

  test('waits for answers that are late in the world, and not for those that are late in real time', async () => {
    const late = `${agents}clock: { mode: manual }\nfaults:\n  - { when: { operation: getInfo, agent: a }, delay: 3s, virtual: true }\n  - { when: { operation: getInfo, agent: b }, delay: 1h }\n`
    const checked = await check(late, `
  - ask: { agent: a, path: /api/v1/info }
    contains: { successful: true }
    waits: 3s
  - ask: { agent: b, path: /api/v1/info }
    contains: { successful: true }
    delay: 1h
  - ask: { agent: b, path: /api/v1/info }
    status: 200
`)
    expect(differences(checked)).toEqual(['3 delay: delay: none / delay: 1h'])
  })

  test('stands still where the clock follows that on the wall, and says when its credentials expire', async () => {
    const locked = 'agents:\n  a: { address: 127.0.0.1:2886, identity: MASTER, agentPassword: secret }\n'
    const checked = await check(`${locked}clock: { mode: real, start: 2024-01-09T11:06:25+08:00 }\nauth: { clock: virtual }\n`, `
  - ask: { agent: a, path: /api/v1/time }
    contains: { data: "2024-01-09T03:06:25.000000647Z" }
  - ask: { agent: a, path: /api/v1/ob/info, agentPassword: secret, expires: 5s }
    contains: { status: 200 }
  - ask: { agent: a, path: /api/v1/ob/info, agentPassword: secret, expires: -5s }
    contains: { status: 401 }
`)
    expect(differences(checked)).toEqual([])
  })

  test('tells how an answer fails to come', async () => {
    const checked = await check(`${agents}faults:\n  - { when: { agent: b }, drop: reset }\n`, `
  - ask: { agent: b, path: /api/v1/info }
    drop: reset
  - ask: { agent: b, path: /api/v1/info }
    drop: hang
  - ask: { agent: b, path: /api/v1/info }
    status: 200
  - ask: { agent: a, path: /api/v1/info }
    expect: dropped
`)
    expect(differences(checked)).toEqual(['2 drop: drop: hang / drop: reset', '3 drop: an answer comes / drop: reset', '4 drop: no answer comes / status 200'])
  })

  test('is written anew where it differs, but for what the writer wants of an answer or of the journal', async () => {
    const checked = await check(`${agents}faults:\n  - { when: { agent: b }, drop: reset }\n`, `
  # One.
  - ask: { agent: a, path: /api/v1/nothing } # here
    status: 200
    delay: 3s
  - ask: { agent: b, path: /api/v1/info }
  - ask: { agent: a, path: /api/v1/info }
    contains: { status: 201 }
  - journal: { operation: getTime }
`, true)
    expect(checked.text.split('\n').slice(0, 17)).toEqual([
      'steps:', '  # One.', '  - ask: { agent: a, path: /api/v1/nothing } # here', '    status: 404', '    body: |', '      {', '        "successful": false,',
      '        "timestamp": "2026-01-05T08:30:00.217409684Z",', '        "duration": 0,', '        "status": 404,', '        "traceId": "cf2700004747cc75",', '        "error": {',
      '          "errCode": "Common.NotFound",', '          "message": "Element not found: 404 not found"', '        }', '      }', '  - ask: { agent: b, path: /api/v1/info }',
    ])
    expect(checked.text).toContain('  - ask: { agent: b, path: /api/v1/info }\n    drop: reset\n')
    expect([checked.updated, differences(checked)]).toEqual([true, ['3 body: a body that contains {"status":201} / status is 200, not 201', '4 journal: there is such a request / there is none']])
    expect((await checkTranscript(join(folder, 'x.transcript.yaml'), false)).mismatches.map(({ step }) => step)).toEqual([3, 4])
  })

  test('names what is not there, all at once', async () => {
    const { problems } = await check(agents, `
  - ask: { agent: aa, path: /api/v1/info }
  - until: { dag: Join self, stat: RUNNING }
  - act: { lok: a }
  - act: { lock: zz }
  - stop: q
  - restart: q
  - restart: { agent: b, downFor: 5 }
  - journal: { operation: agentJion, agent: x }
`)
    expect(problems.map((problem) => problem.split(' ').slice(0, 2).join(' '))).toEqual([
      'x.transcript.yaml:2:12 UNKNOWN_AGENT', 'x.transcript.yaml:3:30 UNKNOWN_KEY', 'x.transcript.yaml:4:12 UNKNOWN_KEY', 'x.transcript.yaml:5:12 UNKNOWN_AGENT',
      'x.transcript.yaml:6:5 UNKNOWN_AGENT', 'x.transcript.yaml:7:5 UNKNOWN_AGENT', 'x.transcript.yaml:8:26 WRONG_VALUE', 'x.transcript.yaml:9:16 WRONG_VALUE', 'x.transcript.yaml:9:38 WRONG_VALUE',
    ])
  })

  test('is told with the problems of its scenario, or why that cannot be had', async () => {
    const step = '\n  - settle: true\n'
    expect((await check('sed: 1\n', step)).problems).toEqual(["scenario.yaml:2:1 UNKNOWN_KEY unknown key 'sed'; did you mean 'seed'?"])
    expect((await check(`${agents}setup:\n  - { agent: a, call: getTime, until: SUCCEED }\n`, step)).problems).toHaveLength(1)
    await writeFile(join(folder, 'y.transcript.yaml'), `scenario: none.yaml\nsteps:${step}`)
    const { problems } = await checkTranscript(join(folder, 'y.transcript.yaml'), false)
    expect(problems.map((problem) => problem.replaceAll(`${folder}/`, ''))).toEqual(['y.transcript.yaml: its scenario none.yaml cannot be read: there is no such file'])
  })

  test('goes on after a step that cannot be carried out', async () => {
    const checked = await check(agents, `
  - until: { dag: Join self, state: SUCCEED }
    budget: 5s
  - start: a
  - ask: { agent: a, path: /api/v1/info }
    contains: { status: 200 }
`)
    expect(checked.mismatches.map(({ step, what }) => [step, what])).toEqual([[1, 'step'], [2, 'step']])
    expect(checked.mismatches.map(({ got }) => got)).toEqual([expect.stringContaining('does not come to be by itself, for nothing is left to happen; no agent has such a DAG'), 'a runs already'])
  })
})
