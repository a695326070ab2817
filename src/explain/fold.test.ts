import { expect, test } from 'vitest'
import type { Row } from './explanation.ts'
import { folded } from './fold.ts'
import { base, request } from './testing/stories.ts'

const agents = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

test('the same request again and again is one row', () => {
  expect(folded([request({ seq: 1 }), request({ seq: 2, at: 50, until: 50 }), request({ seq: 3, at: 100, until: 100 }), request({ seq: 4, at: 150, until: 150, status: 401 })])).toEqual([
    request({ seq: 1, times: 3, until: 100 }), request({ seq: 4, at: 150, until: 150, status: 401 }),
  ])
})

test('and so it is when other agents are asked for it each time', () => {
  const forwarded = (seq: number, at: number): Row[] => [
    request({ seq, at, until: at, agent: 'b' }), request({ seq: seq + 1, at, until: at, agent: 'a', from: 'b', via: 'forward', cause: seq, depth: 1 }),
  ]
  expect(folded([...forwarded(1, 0), ...forwarded(3, 50)]).map(({ seq, times }) => [seq, times])).toEqual([[1, 2], [2, 1]])
})

test('what an agent asks another for again and again is one row, too', () => {
  const tried = (at: number, change: object = {}): Row => request({ seq: at + 2, at, until: at, agent: 'b', from: 'a', via: 'peer', cause: 1, depth: 1, status: 0, ...change })
  expect(folded([request(), tried(10), tried(40), tried(70), tried(100, { status: 200 })]).map(({ seq, times, until }) => [seq, times, until])).toEqual([[1, 1, 0], [12, 3, 70], [102, 1, 100]])
})

test('a note between two requests keeps them apart', () => {
  const note: Row = { ...base, kind: 'note', text: 'Now again.' }
  expect(folded([request(), note, request()])).toHaveLength(3)
})

test('of what many agents do in the same way only the first three are told', () => {
  const joined = (agent: string, index: number): Row[] => [
    request({ seq: index * 10, agent, at: index, until: index, what: 'agentJoin' }),
    request({ seq: index * 10 + 1, agent: 'master', from: agent, via: 'peer', at: index, until: index, cause: index * 10, depth: 1 }),
  ]
  const worked = (agent: string, index: number): Row => ({
    ...base, kind: 'work', seq: 500 + index, agent, at: 100, until: 100, cause: index * 10, depth: 1, dag: 1, dagName: 'Join', changes: [{ level: 'dag', id: 1, name: 'Join', from: 'READY', states: ['RUNNING'] }],
  })
  const rows = folded([...agents.flatMap(joined), ...agents.map(worked)])
  expect(rows.map((row) => (row.kind === 'likewise' ? `+${row.agents.join('')} until ${row.until}` : `${row.kind} ${row.agent}`))).toEqual([
    'request a', 'request master', 'request b', 'request master', 'request c', 'request master', '+defgh until 100', 'work a', 'work b', 'work c',
  ])
})

test('agents that get another answer are told', () => {
  const rows = folded(agents.map((agent, index) => request({ agent, seq: index, what: 'agentJoin', status: agent === 'h' ? 500 : 200 })))
  expect(rows.map((row) => (row.kind === 'likewise' ? row.agents.join('') : row.agent))).toEqual(['a', 'b', 'c', 'defg', 'h'])
})
