import { expect, test } from 'vitest'
import type { Explanation, Row } from '../explanation.ts'
import { base, eventful, explained, request } from '../testing/stories.ts'
import { layoutOf } from './layout.ts'
import { svgOf } from './svg.ts'
import { cutText, textWidth, wrapText } from './text.ts'

/** The names of elements, opened and closed: what is well-formed has none left. @returns what is not closed well, or all that is used */
function elementsIn(xml: string): string[] {
  const open: string[] = []
  const used = new Set<string>()
  for (const [, close, name, , self] of xml.matchAll(/<(\/?)([\w]+)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>/g)) {
    if (close !== '') expect(open.pop()).toBe(name)
    else if (self === '') open.push(name!)
    used.add(name!)
  }
  expect(open).toEqual([])
  expect(xml.replace(/<\/?[\w]+(?:\s[\w:-]+="[^"<]*")*\s*\/?>/g, '')).not.toMatch(/[<>]/)
  return [...used].sort()
}

const odd = 'a <b> & "c" \u0001 中文 '.repeat(12)
async function oddStory(): Promise<Explanation> {
  const explanation = await explained(eventful)
  const rows: Row[] = [
    ...explanation.rows,
    { ...base, kind: 'note', text: odd }, request({ agent: 'b', what: odd, status: 500, why: odd, rule: { id: odd, effect: odd } }), request({ agent: 'a', from: 'a', via: 'peer' }),
    { ...base, kind: 'likewise', agents: ['x', 'y'], agent: null }, { ...base, kind: 'window', id: 'w', opens: true, text: odd, agent: null },
    { ...base, kind: 'rule', id: odd, dag: 1, dagName: odd, node: odd, attempt: 1, effect: odd }, request({ from: odd, at: 90_000_000, until: 90_000_000 }),
  ]
  return { ...explanation, description: odd, rows, remarks: [odd], rules: Array.from({ length: 12 }, () => ({ id: odd, of: 'work' as const, text: odd })) }
}

test('is one file that needs nothing else, well-formed, the same each time', async () => {
  const svg = svgOf(await oddStory())
  expect(elementsIn(svg)).toEqual(['circle', 'defs', 'desc', 'g', 'line', 'marker', 'path', 'rect', 'svg', 'text', 'title'])
  expect(svg).not.toMatch(/href|url\((?!#obshell-sim-)|<script|<style|NaN|undefined/)
  expect(svgOf(await oddStory())).toBe(svg)
})

test('no text lies on another, and none beyond the edge', async () => {
  const { rows, width, breaks } = layoutOf(await oddStory(), 100)
  expect(rows.length).toBeGreaterThan(30)
  let before = 100
  for (const { top, bottom, lines } of rows) {
    expect(top).toBeGreaterThanOrEqual(before)
    before = bottom
    let baseline = top
    for (const { text, x, y, look } of lines) {
      const size = look === 'faint' ? 11 : 12
      expect(y - baseline).toBeGreaterThanOrEqual(baseline === top ? 10 : 12)
      expect(y + 3).toBeLessThanOrEqual(bottom)
      expect(x + textWidth(text, size)).toBeLessThanOrEqual(width)
      baseline = y
    }
  }
  for (const { y } of breaks) expect(rows.some(({ top, bottom }) => y > top && y < bottom)).toBe(false)
})

test('stretches in which nothing happens are left out', async () => {
  expect(layoutOf(await explained(eventful), 0).breaks.map(({ text }) => text)).toEqual(['9 m 58 s', '40 s', '7 s', '5 s', '10 s', '10 s'])
})

test('DAGs and their nodes are bars, times in which something holds are bands', async () => {
  const { bars, bands } = layoutOf(await explained(eventful), 0)
  expect(bars.map(({ agent, dagName, stretches, nodes, end }) => ({ agent, dagName, states: stretches.map(({ state }) => state), nodes: nodes.map(({ name, state }) => `${name} ${state}`), end: end?.state }))).toEqual([
    { agent: 'a', dagName: 'Join self', states: ['READY', 'RUNNING'], nodes: ['Join self SUCCEED'], end: 'SUCCEED' },
    { agent: 'c', dagName: 'Join to master', states: ['READY', 'RUNNING'], nodes: ['Join to master SUCCEED', 'Be follower SUCCEED'], end: 'SUCCEED' },
    { agent: 'b', dagName: 'Join to master', states: ['READY', 'RUNNING', 'FAILED'], nodes: ['Join to master SUCCEED', 'Be follower FAILED'], end: 'FAILED' },
  ])
  expect(bands.map(({ kind, agents }) => [kind, agents])).toEqual([['window', ['a']], ['down', ['b']], ['window', null], ['partition', ['a', 'c']]])
})

test('texts are broken and cut by their width', () => {
  expect(wrapText('one two three', textWidth('one two'))).toEqual(['one two', 'three'])
  expect(wrapText('abcdef', textWidth('abc'))).toEqual(['abc', 'def'])
  expect([cutText('abcdef', textWidth('abc…')), cutText('abc', 100), wrapText('', 10)]).toEqual(['abc…', 'abc', ['']])
})
