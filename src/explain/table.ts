import type { AgentLine, Explanation, Row } from './explanation.ts'
import { isRefused, offset, settingsWords, wordsOf } from './words.ts'

export interface TableOptions {
  readonly columns: number
  readonly colours: boolean
}

/** An explanation as text, for a terminal of so many columns. */
export function tableOf(explanation: Explanation, { columns, colours }: TableOptions): string {
  const paint: Paint = (code, text) => (colours && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text)
  const { name, description, agents, setup, rules, timeline, transcript, rows, remarks } = explanation
  const sections = [
    [...wrappedLines(description === '' ? name : `${name}: ${description}`, columns).map((line) => paint('1', line)), ...wrappedLines(settingsWords(explanation), columns)],
    section('Agents', agentTable(agents, columns), paint),
    section('Before it is ready', bullets(setup, columns), paint),
    section('Rules', bullets(rules.map(({ id, text }) => (isNumbered(id) ? text : `${text} (\`${id}\`)`)), columns), paint),
    section('Timeline', bullets(timeline.map(({ id, text }) => (isNumbered(id) ? text : `${text} (\`${id}\`)`)), columns), paint),
    section(transcript === null ? 'What happens' : `What happens, with what ${transcript} asks`, rows.length === 0
      ? wrappedLines('Nothing, until a client asks. Rules for requests and work show when something is asked: write a transcript beside the file.', columns)
      : rowLines(rows, columns, paint), paint),
    remarks.flatMap((remark) => wrappedLines(remark, columns)),
  ]
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`
}

type Paint = (code: string, text: string) => string

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : [paint('1;4', title), ...lines]
}

/** Ids that the scenario has not given. */
function isNumbered(id: string): boolean {
  return /^(?:fault|task rule|timeline) \d+$/.test(id)
}

function bullets(texts: readonly string[], columns: number): string[] {
  return texts.flatMap((text) => wrappedLines(text, columns - 2).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`))
}

function agentTable(agents: readonly AgentLine[], columns: number): string[] {
  const cells = agents.map((agent) => [
    agent.likewise === 0 ? agent.name : `${agent.name} … ${agent.last!.name}`, agent.likewise === 0 ? agent.address : `${agent.address} … ${agent.last!.address}`,
    agent.identity, agent.zone === '' ? '-' : agent.zone,
    [...(agent.agentPassword ? ['agent password'] : []), ...(agent.rootPassword ? ['root password'] : [])].join(', ') || 'no password',
    listenWords(agent),
    agent.likewise === 0 ? '' : `${agent.likewise + 1} agents`,
  ])
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]!.length)))
  return cells.map((row) => cut(row.flatMap((cell, column) => (widths[column] === 0 ? [] : [cell.padEnd(widths[column]!)])).join('  ').trimEnd(), columns))
}

/** Where an agent listens, if that is not its address. */
function listenWords({ listen, last }: AgentLine): string {
  if (listen.length === 0) return ''
  return `listens at ${listen.join(', ')}${last === null ? '' : ` … ${last.listen.join(', ')}`}`
}

function rowLines(rows: readonly Row[], columns: number, paint: Paint): string[] {
  const times = rows.map((row) => offset(row.at))
  const seqs = rows.map(({ seq }) => (seq === null ? '' : `#${seq}`))
  const causes = rows.map(({ cause }) => (cause === null ? '' : `#${cause}`))
  const width = (texts: readonly string[], least: number): number => Math.max(least, ...texts.map(({ length }) => length))
  const widths = { seq: width(seqs, 1), time: width(times, 4), agent: Math.min(width(rows.map(({ agent }) => agent ?? ''), 5), 24), cause: width(causes, 5) }
  const before = widths.seq + widths.time + widths.agent + 6
  const whatWidth = Math.max(columns - before - widths.cause - 2, 24)
  const heading = `${'#'.padStart(widths.seq)}  ${'time'.padStart(widths.time)}  ${'agent'.padEnd(widths.agent)}  ${'what'.padEnd(whatWidth)}  cause`
  const lines = [paint('2', cut(heading, columns))]
  let last = ''
  rows.forEach((row, index) => {
    if (row.kind === 'note') {
      if (index > 0) lines.push('')
      lines.push(...wrappedLines(row.text, columns - before).map((line) => `${' '.repeat(before)}${paint('3', line)}`))
      return
    }
    const time = times[index] === last ? '' : times[index]!
    last = times[index]!
    const indent = '  '.repeat(row.depth)
    const parts = [
      ...wrappedLines(wordsOf(row), whatWidth - indent.length).map((line) => ({ line, colour: colourOf(row) })),
      ...(row.kind === 'request' && row.why !== null ? wrappedLines(row.why, whatWidth - indent.length - 2).map((line) => ({ line: `  ${line}`, colour: '2' })) : []),
    ]
    parts.forEach(({ line, colour }, part) => {
      const text = `${indent}${line}`
      const head = part === 0 ? `${paint('2', seqs[index]!.padStart(widths.seq))}  ${paint('2', time.padStart(widths.time))}  ${cut(row.agent ?? '', widths.agent).padEnd(widths.agent)}  ` : ' '.repeat(before)
      const cause = part === 0 && causes[index] !== '' ? `${' '.repeat(Math.max(whatWidth - columnsIn(text), 0))}  ${paint('2', causes[index]!)}` : ''
      lines.push(`${head}${colour === null ? text : paint(colour, text)}${cause}`.trimEnd())
    })
  })
  return lines
}

/** Red is what goes wrong, green what comes to its good end, yellow what rules and the scenario do. */
function colourOf(row: Row): string | null {
  switch (row.kind) {
    case 'request': return isRefused(row) ? '31' : null
    case 'work': {
      const state = row.changes[0]!.states.at(-1)
      return state === 'FAILED' ? '31' : state === 'SUCCEED' ? '32' : '36'
    }
    case 'likewise': return '2'
    default: return '33'
  }
}

/** Text in lines of so many columns at most, broken between words where that can be; two spaces stay. */
function wrappedLines(text: string, width: number): string[] {
  const lines: string[] = []
  let rest = printable(text)
  while (columnsIn(rest) > width) {
    const most = fitting(rest, width)
    const space = rest.lastIndexOf(' ', most)
    const end = space > most / 3 ? space : most
    lines.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  return [...lines, rest]
}

function cut(text: string, width: number): string {
  const shown = printable(text)
  return columnsIn(shown) <= width ? shown : `${shown.slice(0, fitting(shown, width - 1))}…`
}

/** What clients write must not steer a terminal. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd')
}

/** Chinese characters are two columns wide. */
function columnsIn(text: string): number {
  let columns = 0
  for (const character of text) columns += columnsOf(character)
  return columns
}

function columnsOf(character: string): number {
  return character >= '\u2e80' ? 2 : 1
}

/** How many characters fit, one at least. */
function fitting(text: string, width: number): number {
  let end = 0
  let columns = 0
  for (const character of text) {
    columns += columnsOf(character)
    if (columns > width && end > 0) break
    end += character.length
  }
  return end
}
