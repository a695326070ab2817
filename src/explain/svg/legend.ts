import { element, textElement } from './elements.ts'
import { edge } from './layout.ts'
import { bandColours, colours, markers, stateColours } from './style.ts'
import { textWidth } from './text.ts'

interface Item {
  readonly text: string
  /** A drawing of 24 by 12 pixels, its upper left corner at (x, y). */
  readonly sign: (x: number, y: number) => string
}

const box = (fill: string) => (x: number, y: number): string => element('rect', { x, y, width: 24, height: 12, fill, rx: 2 })
const arrow = (stroke: string, head: string) => (x: number, y: number): string => element('line', {
  x1: x, y1: y + 6, x2: x + 22, y2: y + 6, stroke, 'stroke-width': 1.5, 'marker-end': `url(#${head})`,
})

const items: readonly Item[] = [
  { text: 'request', sign: arrow(colours.request, markers.request) },
  { text: 'refused', sign: arrow(colours.refused, markers.refused) },
  { text: 'no answer', sign: (x, y) => `${element('line', { x1: x, y1: y + 6, x2: x + 16, y2: y + 6, stroke: colours.refused, 'stroke-width': 1.5, 'stroke-dasharray': '6 3' })}${element('path', { d: `M ${x + 12} ${y + 1} l 10 10 m 0 -10 l -10 10`, stroke: colours.refused, 'stroke-width': 2, fill: 'none' })}` },
  { text: 'a node that runs, or waits to', sign: box(stateColours.RUNNING) },
  { text: 'that succeeds', sign: box(stateColours.SUCCEED) },
  { text: 'that fails', sign: box(stateColours.FAILED) },
  { text: 'a rule or an action', sign: (x, y) => element('path', { d: `M ${x + 12} ${y + 1} l 5 5 l -5 5 l -5 -5 z`, fill: colours.rule }) },
  { text: 'a rule is in force', sign: box(bandColours.window) },
  { text: 'cut off', sign: box(bandColours.partition) },
  { text: 'not running', sign: box(bandColours.down) },
  { text: 'time left out', sign: (x, y) => element('path', { d: `M ${x} ${y + 8} l 6 -4 l 6 4 l 6 -4 l 6 4`, fill: 'none', stroke: colours.faint, 'stroke-width': 1.2 }) },
]

/** What the signs mean, in as many lines as it takes. */
export function drawLegend(top: number, width: number): { readonly elements: readonly string[]; readonly bottom: number } {
  const elements: string[] = []
  let x = edge
  let y = top
  for (const { text, sign } of items) {
    const wide = 24 + 8 + textWidth(text, 11) + 18
    if (x > edge && x + wide > width - edge) {
      x = edge
      y += 20
    }
    elements.push(sign(x, y), textElement(text, x + 32, y + 10, { 'font-size': 11, fill: colours.faint }))
    x += wide
  }
  return { elements, bottom: y + 20 }
}
