import type { Row } from './explanation.ts'

/** So many agents of those that do the same are shown, where there are at least so many. */
const shown = 3
const likewiseMin = 6

/** Makes little of much: the same request again and again becomes one row, and so does what many agents do in the same way. */
export function folded(rows: readonly Row[]): Row[] {
  return withoutRepetitions(withoutLikes(rows))
}

/** What belongs together: a request of a client and all that it causes; what nothing causes is by itself. */
interface Group {
  readonly root: Row
  readonly rows: Row[]
}

/** Of what many agents do in the same way only the first is told. */
function withoutLikes(rows: readonly Row[]): Row[] {
  const alike = new Map<string, Group[]>()
  for (const group of groupsOf(rows)) {
    if (group.root.kind !== 'request' || group.root.agent === null) continue
    const shape = shapeOf(group.rows, group.root.agent)
    const others = alike.get(shape)
    if (others === undefined) alike.set(shape, [group])
    else others.push(group)
  }
  const left = new Set<Row>()
  const instead = new Map<Row, Row>()
  for (const groups of alike.values()) {
    const agents = [...new Set(groups.map(({ root }) => root.agent!))]
    if (agents.length < likewiseMin) continue
    const kept = new Set(agents.slice(0, shown))
    const away = groups.filter(({ root }) => !kept.has(root.agent!))
    for (const group of away) for (const row of group.rows) left.add(row)
    const [first] = away[0]!.rows
    const until = Math.max(...away.map((group) => group.rows.at(-1)!.until))
    instead.set(first!, { kind: 'likewise', agents: agents.slice(shown), seq: null, at: first!.at, agent: null, cause: null, depth: 0, times: 1, until })
  }
  return rows.flatMap((row) => instead.get(row) ?? (left.has(row) ? [] : [row]))
}

function groupsOf(rows: readonly Row[]): Group[] {
  const bySeq = new Map<number, Group>()
  const groups: Group[] = []
  for (const row of rows) {
    const found = row.cause === null ? undefined : bySeq.get(row.cause)
    const group = found ?? { root: row, rows: [] }
    if (found === undefined) groups.push(group)
    group.rows.push(row)
    if (row.seq !== null) bySeq.set(row.seq, group)
  }
  return groups
}

/** What rows tell, without when, and with `*` for an agent. */
function shapeOf(rows: readonly Row[], agent: string): string {
  return rows.map((row) => shapeOfRow(row, agent)).join('\n')
}

function shapeOfRow(row: Row, agent: string): string {
  const named = (name: string | null): string => (name === agent ? '*' : name ?? '')
  const where = `${row.depth} ${named(row.agent)} ${row.kind}`
  switch (row.kind) {
    case 'request': return `${where} ${named(row.from)} ${row.via} ${unnumbered(row.what)} ${row.status} ${row.errCode ?? ''} ${row.rule?.id ?? ''}`
    case 'work': return `${where} ${row.dagName} ${row.changes.map(({ level, name, from, states }) => `${level} ${name} ${from ?? ''} ${states.join(' ')}`).join(' ')}`
    case 'rule': return `${where} ${row.id} ${row.node}`
    default: return `${where} ${row.kind === 'window' || row.kind === 'note' ? row.text : ''}`
  }
}

/** Ids of tasks differ from agent to agent. */
function unnumbered(what: string): string {
  return what.replace(/\d{4,}/g, '#')
}

/** What is asked and answered in the same way as just before, with nothing between, is the same row once more. */
function withoutRepetitions(all: readonly Row[]): Row[] {
  const rows = withoutRetries(all)
  const kept: Row[] = []
  // The block before: a request and the rows below it.
  let start = 0
  let shape: string | null = null
  for (let index = 0; index < rows.length;) {
    let end = index + 1
    while (end < rows.length && rows[end]!.depth > 0 && rows[end]!.at === rows[index]!.at) end++
    const block = rows.slice(index, end)
    const before: string | null = shape
    shape = blockShape(block)
    if (shape !== null && shape === before) {
      const first = kept[start]!
      kept[start] = { ...first, times: first.times + 1, until: block[0]!.at }
    } else {
      start = kept.length
      kept.push(...block)
    }
    index = end
  }
  return kept
}

/** What an agent asks another for again and again. */
function withoutRetries(rows: readonly Row[]): Row[] {
  const kept: Row[] = []
  for (const row of rows) {
    const last = kept.at(-1)
    const isSame = row.kind === 'request' && row.depth > 0 && last?.kind === 'request' && last.cause === row.cause && last.agent === row.agent && shapeOfRow(last, '') === shapeOfRow(row, '')
    if (isSame) kept[kept.length - 1] = { ...last, times: last.times + row.times, until: row.until }
    else kept.push(row)
  }
  return kept
}

function blockShape(block: readonly Row[]): string | null {
  const [{ kind, depth, agent }] = block as [Row, ...Row[]]
  return kind === 'request' && depth === 0 ? `${agent}\n${shapeOf(block, '')}` : null
}
