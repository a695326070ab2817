import type { Explanation, Row } from './explanation.ts'
import { participantsOf, type Participants } from './participants.ts'
import { changesInShort, isRefused, offset, wordsOf } from './words.ts'

/** Diagrams with more arrows than that cannot be read, and some viewers refuse them. */
const messagesMax = 80

/** An explanation as a sequence diagram in Mermaid's language. */
export function mermaidOf(explanation: Explanation): string {
  const participants = participantsOf(explanation)
  const { rows, left } = fewer(explanation.rows)
  const diagram = new Diagram(participants)
  for (const row of rows) diagram.add(row)
  diagram.end([...(left === 0 ? [] : [`${left} requests more are left out`]), ...explanation.remarks])
  return [
    'sequenceDiagram',
    `  title ${escaped(explanation.description === '' ? explanation.name : `${explanation.name}: ${explanation.description}`)}`,
    ...diagram.heads(), ...diagram.lines, '',
  ].join('\n')
}

/** What agents ask each other and get goes first, then the end. */
function fewer(all: readonly Row[]): { readonly rows: readonly Row[]; readonly left: number } {
  const count = (rows: readonly Row[]): number => rows.filter(({ kind }) => kind === 'request').length
  let rows = all
  if (count(rows) > messagesMax) rows = rows.filter((row) => row.kind !== 'request' || row.depth === 0 || isRefused(row))
  if (count(rows) > messagesMax) {
    let seen = 0
    rows = rows.filter((row) => row.kind !== 'request' || ++seen <= messagesMax - 1)
  }
  return { rows, left: count(all) - count(rows) }
}

class Diagram {
  readonly lines: string[] = []
  readonly #ids = new Map<string, string>()
  readonly #participants: Participants
  /** Windows and down times that are open, the outermost first: Mermaid's boxes must lie within each other. */
  readonly #boxes: { readonly name: string; readonly colour: string }[] = []

  constructor(participants: Participants) {
    this.#participants = participants
    for (const name of [...participants.clients, ...participants.agents.map((agent) => agent.name)]) this.#ids.set(name, `p${this.#ids.size}`)
  }

  heads(): string[] {
    const { clients, agents } = this.#participants
    return [
      ...clients.map((name) => `  participant ${this.#ids.get(name)} as ${escaped(name)}`),
      ...agents.map(({ name, address }) => `  participant ${this.#ids.get(name)} as ${escaped(address === '' || address === name ? name : `${name} ${address}`)}`),
    ]
  }

  add(row: Row): void {
    switch (row.kind) {
      case 'request': return this.#message(row)
      case 'work': return this.#note(row.agent, changesInShort(row), row)
      case 'rule': return this.#note(row.agent, `${row.node} ${row.effect}`, row)
      case 'process':
        this.#note(row.agent, wordsOf(row), row)
        if (row.process === 'stopped') this.#open(`down ${row.agent}`, '240, 240, 240')
        else if (row.process === 'started') this.#close(`down ${row.agent}`)
        return
      case 'window':
        if (row.opens) this.#open(`window ${row.id}`, '255, 240, 235')
        else this.#close(`window ${row.id}`)
        return this.#note(row.agent, wordsOf(row), row)
      case 'action':
        this.#note(row.agent, wordsOf(row), row)
        if (row.action.do === 'partition') this.#open('partition', '255, 250, 225')
        if (row.action.do === 'heal' && row.action.between === undefined) this.#close('partition')
        return
      default: return this.#note(row.agent, wordsOf(row), row)
    }
  }

  end(remarks: readonly string[]): void {
    for (const remark of remarks) this.#line(`Note over ${this.#all()}: ${escaped(remark)}`)
    while (this.#boxes.length > 0) this.#close(this.#boxes.at(-1)!.name)
  }

  #message(row: Extract<Row, { kind: 'request' }>): void {
    const [from, to] = [this.#ids.get(row.from), this.#ids.get(row.agent ?? '')]
    if (from === undefined || to === undefined) return
    const arrow = row.status === 0 ? '-x' : '->>'
    const times = row.times > 1 ? ` ×${row.times}` : ''
    const rule = row.rule === null ? '' : ` (${row.rule.effect})`
    this.#line(`${from}${arrow}${to}: ${escaped(`${row.depth === 0 ? `${offset(row.at)} ` : ''}${row.what} ${row.status === 0 ? 'no answer' : row.status}${times}${rule}`)}`)
  }

  #note(agent: string | null, text: string, { at, kind }: Row): void {
    const id = agent === null ? undefined : this.#ids.get(agent)
    const where = id ?? this.#all()
    if (where !== '') this.#line(`Note over ${where}: ${escaped(kind === 'note' ? text : `${offset(at)} ${text}`)}`)
  }

  /** From the first to the last. */
  #all(): string {
    const ids = [...this.#ids.values()]
    return ids.length < 2 ? ids[0] ?? '' : `${ids[0]},${ids.at(-1)}`
  }

  #open(name: string, colour: string): void {
    this.#line(`rect rgb(${colour})`)
    this.#boxes.push({ name, colour })
  }

  /** What was opened later is closed, too, and opened again. */
  #close(closed: string): void {
    const index = this.#boxes.findLastIndex(({ name }) => name === closed)
    if (index < 0) return
    const later = this.#boxes.slice(index + 1)
    while (this.#boxes.length > index) {
      this.#boxes.pop()
      this.#line('end')
    }
    for (const { name, colour } of later) this.#open(name, colour)
  }

  #line(text: string): void {
    this.lines.push(`${this.#indent()}${text}`)
  }

  #indent(): string {
    return '  '.repeat(1 + this.#boxes.length)
  }
}

/** Mermaid ends a statement at `;` and begins a comment or an entity at `#`; it reads its own entities, and HTML's. */
function escaped(text: string): string {
  return text.replace(/[#;<>]/g, (character) => `#${character.charCodeAt(0)};`).replace(/\s+/g, ' ')
}
