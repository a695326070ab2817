import { spoken } from '../../faults/index.ts'
import type { Explanation, Row } from '../explanation.ts'
import { participantsOf, type Participants } from '../participants.ts'
import { changesInShort, isRefused, offset, requestWords, wordsOf } from '../words.ts'
import { barsOf, type Bar } from './bars.ts'
import { bandsOf, type Band } from './bands.ts'
import { lineHeight, textWidth, wrapText } from './text.ts'

/** A vertical line at which somebody stands. */
export interface Lane {
  readonly name: string
  readonly address: string
  readonly isClient: boolean
  readonly x: number
}

/** A row, in its place. Everything of it lies between `top` and `bottom`, and no other row does. */
export interface PlacedRow {
  readonly row: Row
  readonly top: number
  readonly bottom: number
  /** Where its arrow, mark or change is. */
  readonly y: number
  readonly time: string
  readonly lines: readonly PlacedLine[]
}

export interface PlacedLine {
  readonly text: string
  readonly x: number
  /** Of its baseline. */
  readonly y: number
  readonly look: 'plain' | 'refused' | 'rule' | 'note' | 'work' | 'faint'
}

/** Where a stretch of time in which nothing happens is left out. */
export interface Break {
  readonly y: number
  readonly text: string
}

export interface Layout {
  readonly width: number
  /** Left of it stand times. */
  readonly gutter: number
  /** Where rows begin and end. */
  readonly top: number
  readonly bottom: number
  readonly lanes: readonly Lane[]
  readonly rows: readonly PlacedRow[]
  readonly breaks: readonly Break[]
  readonly bars: readonly Bar[]
  readonly bands: readonly Band[]
  readonly participants: Participants
}

/** Left of the lanes stands the time, in so much room at least. */
const gutterMin = 92
export const laneWidth = 168
/** Right of the last lane, for what is said beside it. */
const margin = 260
export const edge = 16
/** From so much time on in which nothing happens it is left out. */
const gapMin = 5_000_000

/** Rows one below the other, each with room for its words: time is not to scale. @param top where the lanes begin */
export function layoutOf(explanation: Explanation, top: number): Layout {
  const participants = participantsOf(explanation)
  const gutter = gutterFor(explanation.rows)
  const lanes = [
    ...participants.clients.map((name) => ({ name, address: '', isClient: true })),
    ...participants.agents.map((agent) => ({ ...agent, isClient: false })),
  ].map((lane, index): Lane => ({ ...lane, x: gutter + laneWidth / 2 + index * laneWidth }))
  const width = gutter + Math.max(lanes.length, 2) * laneWidth - laneWidth / 2 + margin
  const page: Page = { lanes, gutter, right: width - edge, columns: columnsOf(explanation.rows) }
  const rows: PlacedRow[] = []
  const breaks: Break[] = []
  let y = top
  let before: Row | null = null
  let told = ''
  for (const row of explanation.rows) {
    const passed = before === null ? 0 : row.at - Math.max(before.at, before.until)
    if (passed >= gapMin) {
      breaks.push({ y: y + 15, text: spoken(passed) })
      y += 30
    }
    const time = row.kind === 'note' || offset(row.at) === told ? '' : offset(row.at)
    if (time !== '') told = time
    const placed = place(row, y, time, page)
    rows.push(placed)
    y = placed.bottom
    before = row
  }
  const bottom = y + 8
  return { width, gutter, top, bottom, lanes, rows, breaks, participants, bars: barsOf(rows, bottom), bands: bandsOf(rows, bottom) }
}

/** What all rows share. */
interface Page {
  readonly lanes: readonly Lane[]
  readonly gutter: number
  readonly right: number
  /** Bars stand side by side in so many columns, less one. */
  readonly columns: number
}

/** The widest time needs as much. */
function gutterFor(rows: readonly Row[]): number {
  let widest = gutterMin - 20
  let before: Row | null = null
  for (const row of rows) {
    widest = Math.max(widest, textWidth(offset(row.at), 11), before === null ? 0 : textWidth(spoken(Math.max(row.at - before.until, 0)), 11))
    before = row
  }
  return widest + 20
}

function place(row: Row, top: number, time: string, page: Page): PlacedRow {
  const { lanes, right, columns } = page
  const lane = (name: string | null): Lane | undefined => lanes.find((each) => each.name === name)
  const own = lane(row.agent)
  const from = row.kind === 'request' ? lane(row.from) : undefined
  if (row.kind === 'request' && own !== undefined && from !== undefined) return placeRequest(row, top, time, [from, own], page)
  if (own === undefined || row.kind === 'note' || row.kind === 'likewise') return placeAcross(row, top, time, page)
  // Beside the bars of the agent's DAGs.
  const x = own.x + 14 + columns * 16
  const look = row.kind === 'work' ? 'work' : row.kind === 'process' ? 'plain' : 'rule'
  const words = row.kind === 'work' ? changesInShort(row) : row.kind === 'rule' ? `rule: ${row.node} ${row.effect}` : wordsOf(row)
  const texts = wrapText(words.replaceAll('  ', ' '), right - x)
  const y = top + 5 + lineHeight / 2
  const lines = texts.map((text, index): PlacedLine => ({ text, x, y: y + 4 + index * lineHeight, look }))
  return { row, top, bottom: top + 8 + texts.length * lineHeight, y, time, lines }
}

/** Its words stand above its arrow, and why it was refused below. */
function placeRequest(row: Extract<Row, { kind: 'request' }>, top: number, time: string, [from, to]: readonly [Lane, Lane], { gutter, right }: Page): PlacedRow {
  const words = `${requestWords(row).replaceAll('  ', ' ')}${row.times > 1 ? ` ×${row.times}, until ${offset(row.until)}` : ''}`
  const refused = isRefused(row)
  const room = right - gutter
  const above = wrapText(words, room)
  const below = row.why === null ? [] : wrapText(row.why, Math.max(room * 0.6, 320), 11)
  const left = Math.min(from.x, to.x) + 10
  const xOf = (text: string, size?: number): number => Math.max(Math.min(left, right - textWidth(text, size)), gutter)
  const y = top + 6 + above.length * lineHeight
  // All lines of a paragraph begin where its longest has to.
  const start = (texts: readonly string[], size?: number): number => Math.min(...texts.map((text) => xOf(text, size)))
  return {
    row, top, y, time, bottom: y + 8 + below.length * (lineHeight - 2) + (below.length > 0 ? 4 : 0),
    lines: [
      ...above.map((text, index): PlacedLine => ({ text, x: start(above), y: top + 15 + index * lineHeight, look: refused ? 'refused' : 'plain' })),
      ...below.map((text, index): PlacedLine => ({ text, x: start(below, 11), y: y + 14 + index * (lineHeight - 2), look: 'faint' })),
    ],
  }
}

function placeAcross(row: Row, top: number, time: string, { gutter, right }: Page): PlacedRow {
  const isNote = row.kind === 'note'
  const texts = wrapText(wordsOf(row).replaceAll('  ', ' '), right - gutter)
  const lines = texts.map((text, index): PlacedLine => ({ text, x: gutter, y: top + (isNote ? 22 : 16) + index * lineHeight, look: isNote ? 'note' : row.kind === 'likewise' ? 'faint' : 'rule' }))
  return { row, top, bottom: top + (isNote ? 12 : 8) + texts.length * lineHeight, y: top + 12, time, lines }
}

/** How many DAGs of one agent are there at once at most, less one. */
function columnsOf(rows: readonly Row[]): number {
  const open = new Map<string, Set<number>>()
  let most = 1
  for (const row of rows) {
    if (row.kind !== 'work' || row.agent === null) continue
    const dags = open.get(row.agent) ?? new Set<number>()
    open.set(row.agent, dags)
    const state = row.changes.find(({ level }) => level === 'dag')?.states.at(-1)
    dags.add(row.dag)
    most = Math.max(most, dags.size)
    if (state === 'SUCCEED') dags.delete(row.dag)
  }
  return Math.min(most, 4) - 1
}
