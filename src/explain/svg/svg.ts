import type { Explanation } from '../explanation.ts'
import { drawBand, drawBar, drawBreak, drawHeads, drawLanes, drawMark, drawWords, headHeight } from './draw.ts'
import { element, escaped, textElement } from './elements.ts'
import { edge, layoutOf, type Layout } from './layout.ts'
import { drawLegend } from './legend.ts'
import { colours, fonts, markers } from './style.ts'
import { fontSize, lineHeight, wrapText } from './text.ts'
import { settingsWords } from '../words.ts'

/** Of rules and of what happens by itself so many are named above. */
const namedMax = 8

/** An explanation as a picture that needs nothing else: a lane for each client and agent, time downwards. */
export function svgOf(explanation: Explanation): string {
  // How wide it is is known before how high its heading is.
  const { width } = layoutOf(explanation, 0)
  const heading = drawHeading(explanation, width)
  const headsTop = heading.bottom + 10
  const layout = layoutOf(explanation, headsTop + headHeight + 6)
  const remarks = remarksOf(explanation, layout)
  const remarkLines = remarks.flatMap((remark) => wrapText(remark, width - 2 * edge))
  const lowerHeads = layout.rows.length > 25
  const remarksTop = layout.bottom + (lowerHeads ? headHeight : 0) + 22
  const legend = drawLegend(remarksTop + remarkLines.length * lineHeight + 4, width)
  const body = [
    ...layout.bands.flatMap((band) => drawBand(band, layout)),
    ...drawLanes(layout),
    ...layout.bars.flatMap((bar) => drawBar(bar, layout.lanes)),
    ...layout.breaks.flatMap((gap) => drawBreak(gap, layout)),
    ...layout.rows.flatMap((row) => drawMark(row, layout)),
    drawWords(layout),
    ...drawHeads(layout.lanes, headsTop),
    ...(lowerHeads ? drawHeads(layout.lanes, layout.bottom) : []),
    ...remarkLines.map((text, index) => textElement(text, edge, remarksTop + index * lineHeight, { fill: colours.note })),
    ...legend.elements,
  ]
  return drawing(explanation, width, legend.bottom + 6, [...heading.elements, ...body])
}

function drawing({ name, description, rows }: Explanation, width: number, height: number, elements: readonly string[]): string {
  const about = `What happens when the scenario ${name} runs, in ${rows.length} rows from above to below.`
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" role="img" aria-labelledby="obshell-sim-title obshell-sim-desc" font-family="${escaped(fonts)}" font-size="${fontSize}" fill="${colours.text}">`,
    element('title', { id: 'obshell-sim-title' }, escaped(description === '' ? name : description)),
    element('desc', { id: 'obshell-sim-desc' }, escaped(about)),
    `<defs>${marker(markers.request, colours.request)}${marker(markers.refused, colours.refused)}</defs>`,
    element('rect', { width: Math.ceil(width), height: Math.ceil(height), fill: colours.page }),
    ...elements,
    '</svg>',
  ].join('\n')}\n`
}

function marker(id: string, fill: string): string {
  return element('marker', { id, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, orient: 'auto-start-reverse', markerUnits: 'userSpaceOnUse' }, element('path', { d: 'M 0 0 L 8 4 L 0 8 z', fill }))
}

/** Name, what it shows, rules and what happens by itself. */
function drawHeading(explanation: Explanation, width: number): { readonly elements: readonly string[]; readonly bottom: number } {
  const { name, description, setup, rules, timeline } = explanation
  const elements: string[] = []
  let y = 14
  const write = (texts: readonly string[], size: number, attributes: Readonly<Record<string, string | number>> = {}): void => {
    for (const text of texts) {
      y += size + 5
      elements.push(textElement(text, edge, y, { 'font-size': size, ...attributes }))
    }
  }
  const room = width - 2 * edge
  write(wrapText(name, room, 17), 17, { 'font-weight': 'bold' })
  if (description !== '') write(wrapText(description, room, 13), 13)
  write(wrapText(settingsWords(explanation), room, 11), 11, { fill: colours.faint })
  for (const [title, texts] of [['Before', setup], ['Rules', rules.map(({ text }) => text)], ['By itself', timeline.map(({ text }) => text)]] as const) {
    if (texts.length === 0) continue
    y += 5
    const told = texts.length > namedMax ? [...texts.slice(0, namedMax - 1), `and ${texts.length - namedMax + 1} more`] : texts
    told.forEach((text, index) => {
      const lines = wrapText(text, room - 76)
      const first = y
      write(lines.map(() => ''), fontSize)
      elements.splice(-lines.length, lines.length, ...lines.map((line, place) => textElement(line, edge + 76, first + (place + 1) * (fontSize + 5))))
      if (index === 0) elements.push(textElement(title, edge, first + fontSize + 5, { fill: colours.faint, 'font-weight': 'bold' }))
    })
  }
  return { elements, bottom: y + 6 }
}

function remarksOf({ rows, remarks }: Explanation, { participants: { others } }: Layout): string[] {
  return [
    ...(rows.length === 0 ? ['Nothing happens until a client asks.'] : []),
    ...(others > 0 ? [`${others} ${others === 1 ? 'agent more has' : 'agents more have'} no lane: nothing is told of ${others === 1 ? 'it' : 'them'} alone.`] : []),
    ...remarks,
  ]
}
