import { isRefused } from '../words.ts'
import type { Band } from './bands.ts'
import type { Bar } from './bars.ts'
import { element, textElement } from './elements.ts'
import { edge, laneWidth, type Break, type Lane, type Layout, type PlacedLine, type PlacedRow } from './layout.ts'
import { bandColours, colours, markers, paleStateColours, stateColours } from './style.ts'
import { cutText } from './text.ts'

/** How far beside its agent's line a bar stands. */
const barOffset = 6
const barWidth = 12
const barPitch = 16

/** The lines at which clients and agents stand, dashed. */
export function drawLanes({ lanes, top, bottom }: Layout): string[] {
  return lanes.map(({ x }) => element('line', { x1: x, y1: top, x2: x, y2: bottom, stroke: colours.line, 'stroke-width': 1, 'stroke-dasharray': '4 4' }))
}

/** Who stands there: the height of a head is {@link headHeight}. */
export function drawHeads(lanes: readonly Lane[], top: number): string[] {
  return lanes.flatMap(({ x, name, address, isClient }) => {
    const width = laneWidth - 20
    const twoLines = !isClient && address !== '' && address !== name
    return [
      element('rect', { x: x - width / 2, y: top, width, height: headHeight, rx: isClient ? headHeight / 2 : 6, fill: isClient ? colours.page : colours.head, stroke: colours.headLine }),
      textElement(cutText(name, width - 12, 13), x, top + (twoLines ? 16 : 24), { 'text-anchor': 'middle', 'font-weight': 'bold', 'font-size': 13 }),
      ...(twoLines ? [textElement(cutText(address, width - 12, 11), x, top + 31, { 'text-anchor': 'middle', 'font-size': 11, fill: colours.faint })] : []),
    ]
  })
}

export const headHeight = 38

export function drawBand({ kind, agents, from, to }: Band, { lanes, gutter, width }: Layout): string[] {
  const fill = bandColours[kind]
  if (agents === null) return [element('rect', { x: gutter - 6, y: from, width: width - edge - gutter + 6, height: to - from, fill })]
  const own = lanes.filter(({ name, isClient }) => !isClient && agents.includes(name))
  return own.map(({ x }) => element('rect', { x: x - laneWidth / 2 + 14, y: from, width: laneWidth - 28, height: to - from, fill }))
}

export function drawBar(bar: Bar, lanes: readonly Lane[]): string[] {
  const lane = lanes.find(({ name, isClient }) => !isClient && name === bar.agent)
  if (lane === undefined) return []
  const x = lane.x - barOffset + bar.column * barPitch
  const first = bar.stretches[0]
  const last = bar.stretches.at(-1)
  return [
    ...bar.stretches.map(({ from, to, state }) => element('rect', { x, y: from, width: barWidth, height: to - from, fill: paleStateColours[state] })),
    ...(first === undefined ? [] : [element('rect', { x, y: first.from, width: barWidth, height: last!.to - first.from, fill: 'none', stroke: colours.headLine, 'stroke-width': 0.8 }, element('title', {}, titleText(bar)))]),
    ...bar.nodes.map(({ from, to, state }) => element('rect', { x: x + 3, y: from, width: barWidth - 6, height: Math.max(to - from, 2), fill: stateColours[state], rx: 2 })),
    ...(bar.end === null ? [] : [element('circle', { cx: x + barWidth / 2, cy: bar.end.y, r: 5, fill: stateColours[bar.end.state], stroke: colours.page, 'stroke-width': 1.5 })]),
  ]
}

function titleText({ dagName, agent, nodes }: Bar): string {
  return `${dagName} of ${agent}: ${nodes.map(({ name, state }) => `${name} ${state}`).join(', ')}`.replace(/[&<>]/g, ' ')
}

/** What is drawn of a row, without its words. */
export function drawMark(placed: PlacedRow, layout: Layout): string[] {
  if (placed.row.kind !== 'note') return mark(placed, layout)
  return [element('line', { x1: layout.gutter, y1: placed.top + 6, x2: layout.width - edge, y2: placed.top + 6, stroke: colours.line })]
}

/** The words of rows. White around the letters keeps them readable where they cross a line. */
export function drawWords({ rows, gutter }: Layout): string {
  const words = rows.flatMap(({ y, time, lines }) => [
    ...(time === '' ? [] : [textElement(time, gutter - 14, lines[0]?.y ?? y, { 'text-anchor': 'end', fill: colours.faint, 'font-size': 11 })]),
    ...lines.map(({ text, x, y: baseline, look }) => textElement(text, x, baseline, looks[look])),
  ])
  return element('g', { 'paint-order': 'stroke', stroke: colours.page, 'stroke-width': 3, 'stroke-linejoin': 'round' }, `\n${words.join('\n')}\n`)
}

/** An arrow, or a sign at the agent's line. */
function mark({ row, y }: PlacedRow, { lanes }: Layout): string[] {
  const own = lanes.find(({ name, isClient }) => !isClient && name === row.agent)
  if (own === undefined) return []
  switch (row.kind) {
    case 'request': {
      const from = lanes.find(({ name }) => name === row.from)
      return from === undefined ? [] : arrow(from.x, own.x, y, isRefused(row), row.status === 0)
    }
    case 'process': return [element('circle', { cx: own.x, cy: y, r: 4.5, fill: row.process === 'started' ? colours.page : colours.text, stroke: colours.text, 'stroke-width': 1.5 })]
    case 'action': case 'rule': case 'window':
      return [element('path', { d: `M ${own.x} ${y - 5} l 5 5 l -5 5 l -5 -5 z`, fill: colours.rule })]
    default: return []
  }
}

function arrow(from: number, to: number, y: number, refused: boolean, lost: boolean): string[] {
  const stroke = refused ? colours.refused : colours.request
  const head = refused ? `url(#${markers.refused})` : `url(#${markers.request})`
  if (from === to) {
    return [element('path', { d: `M ${from} ${y - 8} h 26 v 12 h -21`, fill: 'none', stroke, 'stroke-width': 1.5, 'marker-end': head })]
  }
  const side = Math.sign(to - from)
  if (!lost) return [element('line', { x1: from, y1: y, x2: to - side * 2, y2: y, stroke, 'stroke-width': 1.5, 'marker-end': head })]
  const end = to - side * 16
  return [
    element('line', { x1: from, y1: y, x2: end, y2: y, stroke, 'stroke-width': 1.5, 'stroke-dasharray': '6 3' }),
    element('path', { d: `M ${end - 5} ${y - 5} l 10 10 m 0 -10 l -10 10`, stroke, 'stroke-width': 2, fill: 'none' }),
  ]
}

const looks: Readonly<Record<PlacedLine['look'], Readonly<Record<string, string | number>>>> = {
  plain: {},
  refused: { fill: colours.refused },
  rule: { fill: colours.rule },
  note: { fill: colours.note, 'font-style': 'italic', 'font-weight': 'bold' },
  work: {},
  faint: { fill: colours.faint, 'font-size': 11 },
}

/** All lanes are cut through where time is left out. */
export function drawBreak({ y, text }: Break, { gutter, width }: Layout): string[] {
  const right = width - edge
  let zigzag = `M ${gutter} ${y}`
  for (let x = gutter; x + 12 <= right; x += 12) zigzag += ' l 6 -4 l 6 4'
  return [
    element('rect', { x: gutter - 6, y: y - 7, width: right - gutter + 6, height: 11, fill: colours.page }),
    element('path', { d: zigzag, fill: 'none', stroke: colours.line, 'stroke-width': 1.2 }),
    textElement(text, gutter - 14, y + 3, { 'text-anchor': 'end', fill: colours.faint, 'font-size': 11, 'font-style': 'italic' }),
  ]
}
