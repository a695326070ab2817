import { describe, expect, test } from 'vitest'
import { jsonOf } from './json.ts'
import { eventful, explained, request } from './testing/stories.ts'
import { tableOf } from './table.ts'
import { wordsOf } from './words.ts'

describe('what happens', () => {
  test('is told as a table', async () => {
    const told = tableOf(await explained(eventful), { columns: 100, colours: false }).replace(/process \d+/g, 'process N')
    await expect(told).toMatchFileSnapshot('testing/eventful.txt')
  })

  test('says below a refusal why', async () => {
    const refused = request({ agent: 'b', what: 'agentJoin', status: 401, errCode: 'X', why: 'the master has an agent password; masterPassword was not sent' })
    const told = tableOf({ ...await explained('agents: { b: { address: 127.0.0.1:2887 } }\n'), rows: [refused] }, { columns: 60, colours: false })
    expect(told.split('\n').slice(-5)).toEqual([
      ' #  time  agent  what                                  cause',
      '#1   +0s  b      client → b  agentJoin  401',
      '                   the master has an agent password;',
      '                   masterPassword was not sent',
      '',
    ])
  })

  test('fits the columns of the terminal', async () => {
    const lines = tableOf(await explained(eventful), { columns: 72, colours: false }).split('\n')
    expect(lines.filter((line) => line.length > 72)).toEqual([])
  })

  test('has colours only where they are wanted', async () => {
    const explanation = await explained(eventful)
    expect(tableOf(explanation, { columns: 100, colours: false })).not.toContain('\u001b')
    expect(tableOf(explanation, { columns: 100, colours: true }).replace(/\u001b\[[\d;]*m/g, '')).toBe(tableOf(explanation, { columns: 100, colours: false }))
  })

  test('is the same each time, and says no password', async () => {
    const json = jsonOf(await explained(eventful))
    expect(jsonOf(await explained(eventful))).toBe(json)
    expect(json).not.toMatch(/secret|hidden/)
  })

  test('is nothing where nobody asks and nothing happens by itself', async () => {
    const explanation = await explained('description: Still.\n')
    expect(tableOf(explanation, { columns: 100, colours: false })).toBe(`story: Still.
ready at 2026-01-05T08:30:00.217409684Z, clock auto:50ms

Agents
127.0.0.1:2886  127.0.0.1:2886  SINGLE  -  no password

What happens
Nothing, until a client asks. Rules for requests and work show when something is asked: write a
transcript beside the file.
`)
  })

  test('says where agents listen and by which rules, where that is not as always', async () => {
    const explanation = await explained(`addressing: strict
auth: { skew: -90s }
agents:
  a: { address: 10.0.0.1:2886, listen: [ 127.0.0.1:2886, unix:/tmp/a.sock ] }
  b: { address: 127.0.0.1:2887, listen: 127.0.0.1:2887 }
  n{1..6}: { address: "10.0.1.{1..6}:2886", listen: "127.0.0.1:{3001..3006}" }
`)
    expect([explanation.addressing, explanation.skew, explanation.agents.map(({ listen }) => listen)]).toEqual([
      'strict', -90_000_000, [['127.0.0.1:2886', 'unix:/tmp/a.sock'], [], ['127.0.0.1:3001'], ['127.0.0.1:3002'], ['127.0.0.1:3003']],
    ])
    expect(tableOf(explanation, { columns: 110, colours: false }).split('\n').slice(0, 9)).toEqual([
      'story', 'ready at 2026-01-05T08:30:00.217409684Z, clock auto:50ms, addressing strict, the clock by which credentials', 'expire 1 m 30 s behind', '',
      'Agents',
      'a        10.0.0.1:2886                  SINGLE  -  no password  listens at 127.0.0.1:2886, unix:/tmp/a.sock',
      'b        127.0.0.1:2887                 SINGLE  -  no password',
      'n1       10.0.1.1:2886                  SINGLE  -  no password  listens at 127.0.0.1:3001',
      'n2       10.0.1.2:2886                  SINGLE  -  no password  listens at 127.0.0.1:3002',
    ])
  })

  test('comes to an end, whatever goes on and on', async () => {
    const often = await explained('timeline:\n  - { every: 10s, skew: 5s }\n')
    expect([often.rows.length, often.remarks]).toEqual([3, ['`timeline 1` goes on and on, and the story ends here']])
    const rare = await explained('timeline:\n  - { at: 2h, skew: 5s }\n')
    expect([rare.rows.length, rare.remarks]).toEqual([0, ['the story ends after one hour; more is to happen']])
  })

  test('shows sub-tasks and the exchange of keys where all is wanted', async () => {
    const [all, some] = [await explained(eventful, { verbose: true }), await explained(eventful)]
    const keys = ({ rows }: typeof all): number => rows.filter((row) => row.kind === 'request' && row.what === 'getSecret').length
    const subTasks = ({ rows }: typeof all): number => rows.filter((row) => row.kind === 'work' && row.changes.some(({ level }) => level === 'sub-task')).length
    expect([keys(all) > 0, keys(some), subTasks(all) > 0, subTasks(some)]).toEqual([true, 0, true, 0])
  })
})

describe('what a transcript asks', () => {
  test('is told with its notes, and so is what nobody has seen', async () => {
    const { rows, remarks, transcript } = await explained('agents: { a: { address: 127.0.0.1:2886 } }\n', { steps: `
  - note: It runs.
    ask: { agent: a, path: /api/v1/info }
  - advance: 5s
  - stop: a
  - ask: { agent: a, path: /api/v1/info, from: 10.0.0.9 }
  - start: a
  - ask: { agent: a, path: /api/v1/info }
    status: 418
` })
    expect(rows.map((row) => (row.kind === 'request' ? `${row.from} ${row.what} ${row.status} ${row.why ?? ''}` : row.kind === 'note' ? row.text : row.kind))).toEqual([
      'It runs.', 'client getInfo 200 ', 'advance 5s', 'action', 'process', '10.0.0.9 GET /api/v1/info 0 a does not run: the connection is refused', 'action', 'process', 'client getInfo 200 ',
    ])
    expect([remarks, transcript]).toEqual([['2 steps of x.yaml do not come out as written; `obshell-sim check` tells which'], 'x.yaml'])
  })
})

test('one step that comes out otherwise is one', async () => {
  const { remarks } = await explained('agents: { a: { address: 127.0.0.1:2886 } }\n', { steps: '\n  - ask: { agent: a, path: /api/v1/info }\n    status: 418\n' })
  expect(remarks).toEqual(['one step of x.yaml does not come out as written; `obshell-sim check` tells which'])
})

test('what is again and again at one instant has no end', () => {
  expect([wordsOf(request({ times: 2, at: 0, until: 0 })), wordsOf(request({ times: 2, at: 0, until: 3_000_000 }))]).toEqual(['client → a  getInfo  200  ×2', 'client → a  getInfo  200  ×2, until +3s'])
})

describe('many agents', () => {
  const many = (count: number): string => `agents:\n  a0: { address: 10.0.0.1:2886, identity: MASTER }\n${Array.from({ length: count }, (_, index) =>
    `  a${index + 1}: { address: 10.1.${index >> 8}.${index & 255}:2886 }\n`).join('')}timeline:\n${Array.from({ length: count }, (_, index) =>
    `  - { at: 2s, call: { agent: a${index + 1}, call: agentJoin, body: { agentInfo: { ip: 10.0.0.1, port: 2886 }, zoneName: z } } }\n`).join('')}`

  test('that do the same are told as one', async () => {
    const { rows, timeline, agents } = await explained(many(40))
    expect([agents.length, timeline.map(({ text }) => text).slice(2), rows.flatMap((row) => (row.kind === 'likewise' ? [row.agents.length] : [])), rows.length < 45]).toEqual([
      4, ['+38 likewise: a3, a4, a5 … a40'], [37], true,
    ])
  })
})
