import { expect, test } from 'vitest'
import type { Explanation, Row } from './explanation.ts'
import { mermaidOf } from './mermaid.ts'
import { base, eventful, explained, request } from './testing/stories.ts'

const quiet: Explanation = { name: 'x', description: '', start: '', clock: '', addressing: 'aliases', skew: 0, agents: [], setup: [], rules: [], timeline: [], transcript: null, actors: [], rows: [], remarks: [] }
const agent = (name: string): Explanation['agents'][number] => ({ name, address: `${name}:1`, identity: 'SINGLE', zone: '', agentPassword: false, rootPassword: false, listen: [], likewise: 0, last: null })
const diagram = (rows: readonly Row[], more: Partial<Explanation> = {}): string[] => mermaidOf({ ...quiet, agents: ['a', 'b'].map(agent), rows, ...more }).trimEnd().split('\n')

test('requests are arrows, work and what happens are notes', () => {
  expect(diagram([
    request(), request({ agent: 'b', from: 'a', via: 'peer', depth: 1, status: 0, why: 'lost', rule: { id: 'r', effect: 'drops: reset' } }),
    { ...base, kind: 'work', dag: 1, dagName: 'Join self', changes: [{ level: 'dag', id: 1, name: 'Join self', from: null, states: ['READY'] }] },
  ])).toEqual([
    'sequenceDiagram', '  title x', '  participant p0 as client', '  participant p1 as a a:1', '  participant p2 as b b:1',
    '  p0->>p1: +0s getInfo 200', '  p1-xp2: getInfo no answer (drops: reset)', '  Note over p1: +0s Join self: READY',
  ])
})

test('boxes lie within each other', () => {
  const window = (id: string, opens: boolean): Row => ({ ...base, kind: 'window', id, opens, text: `${id} holds` })
  expect(diagram([window('x', true), window('y', true), window('x', false), request()], { agents: [agent('a')] }).slice(4).map((line) => line.trim().split(' ').slice(0, 4).join(' '))).toEqual([
    'rect rgb(255, 240, 235)', 'Note over p1: +0s', 'rect rgb(255, 240, 235)', 'Note over p1: +0s', 'end', 'end', 'rect rgb(255, 240, 235)', 'Note over p1: +0s', 'p0->>p1: +0s getInfo 200', 'end',
  ])
})

test('nothing in a text ends a statement', () => {
  const lines = diagram([request({ what: 'GET /x;y#z <b>\n' })], { description: 'a; b # c' })
  expect([lines[1], lines.at(-1)]).toEqual(['  title x: a#59; b #35; c', '  p0->>p1: +0s GET /x#59;y#35;z #60;b#62; 200'])
})

test('of very many requests those between agents go first, then the end', () => {
  const many = (count: number, change: object): Row[] => Array.from({ length: count }, (_, index) => request({ seq: index, at: index, until: index, ...change }))
  const peers = diagram([...many(60, {}), ...many(60, { agent: 'b', from: 'a', via: 'peer', depth: 1 })])
  expect([peers.filter((line) => line.includes('->>')).length, peers.at(-1)]).toEqual([60, '  Note over p0,p2: 60 requests more are left out'])
  expect(diagram(many(200, {})).filter((line) => line.includes('->>'))).toHaveLength(79)
})

test('a whole story', async () => {
  await expect(mermaidOf(await explained(eventful)).replace(/process \d+/g, 'process N')).toMatchFileSnapshot('testing/eventful.mmd')
})
