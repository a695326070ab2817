import { formatDuration, type Micros } from '../clock/index.ts'
import { spoken } from '../faults/index.ts'
import type { Explanation, Row, WorkChange } from './explanation.ts'

/** A row in words, without its time, its agent and why. */
export function wordsOf(row: Row): string {
  switch (row.kind) {
    case 'request': return `${row.from} → ${row.agent ?? '?'}  ${requestWords(row)}${row.times > 1 ? `  ×${row.times}${untilWords(row)}` : ''}`
    case 'work': return workWords(row)
    case 'rule': return `${row.dagName}  node ${row.node}, run ${row.attempt}: ${row.effect}  (rule \`${row.id}\`)`
    case 'action': return `${row.text}${row.refused === null ? '' : `; nothing comes of it: ${row.refused}`}`
    case 'process': return row.process === 'refused' ? `does not start: ${row.why ?? ''}` : `process ${row.pid ?? ''} ${row.process === 'started' ? 'starts' : 'ends'}`
    case 'window': return `${row.opens ? 'from here on' : 'no longer'}: ${row.text}`
    case 'note': return row.text
    case 'likewise': return `+${row.agents.length} agents likewise: ${listed(row.agents)}${untilWords(row)}`
  }
}

/** Nothing where all of it is at one instant. */
function untilWords({ at, until }: Row): string {
  return until > at ? `, until ${offset(until)}` : ''
}

/** When the world begins, and by which rules of time and names: what is as always is left out. */
export function settingsWords({ start, clock, addressing, skew }: Pick<Explanation, 'start' | 'clock' | 'addressing' | 'skew'>): string {
  const ahead = skew === 0 ? '' : `, the clock by which credentials expire ${spoken(Math.abs(skew))} ${skew > 0 ? 'ahead' : 'behind'}`
  return `ready at ${start}, clock ${clock}${addressing === 'aliases' ? '' : `, addressing ${addressing}`}${ahead}`
}

/** What is asked and what comes of it: `agentJoin  401`. */
export function requestWords({ what, status, why, rule }: Extract<Row, { kind: 'request' }>): string {
  // Why it was refused says what the rule has done.
  const acted = rule === null ? '' : `  (rule \`${rule.id}\`${why === null ? `: ${rule.effect}` : ''})`
  return `${what}  ${status === 0 ? 'no answer' : status}${acted}`
}

/** What changes of a DAG: `Join to master  RUNNING → SUCCEED, node Be follower RUNNING → SUCCEED`. */
export function workWords({ dagName, changes }: Extract<Row, { kind: 'work' }>): string {
  return `${dagName}  ${changes.map(changeWords).join(', ')}`
}

function changeWords({ level, name, from, states }: WorkChange): string {
  const what = level === 'dag' ? '' : `${level} ${name} `
  return `${what}${from === null ? `made: ${states.join(' → ')}` : [from, ...states].join(' → ')}`
}

/** What work has come into, beside a bar that shows the rest: `Join to master: RUNNING, node Be follower: SUCCEED`. */
export function changesInShort({ dagName, changes }: Extract<Row, { kind: 'work' }>): string {
  return changes.map(({ level, name, states }) => `${level === 'dag' ? dagName : `${level} ${name}`}: ${states.join(' → ')}`).join(', ')
}

/** An offset from when the world was ready: `+3.05s`, `-10m`. */
export function offset(at: Micros): string {
  return `${at < 0 ? '' : '+'}${formatDuration(at)}`
}

/** Names, of many only some. */
export function listed(names: readonly string[]): string {
  return names.length <= 5 ? names.join(', ') : `${names.slice(0, 3).join(', ')} … ${names.at(-1)}`
}

/** Whether a request was refused, or its answer did not come. */
export function isRefused({ status }: { readonly status: number }): boolean {
  return status === 0 || status >= 400
}
