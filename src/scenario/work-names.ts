import { bodies } from '../dags/index.ts'
import { dagNames, type DagNames } from './dag-names.ts'
import { suggest } from './problem.ts'

/** A node of a DAG, as the tables name them. */
export interface NamedNode {
  readonly dag: string
  readonly node: string
  /** Whether agents of this release run it. */
  readonly isModelled: boolean
}

/** The names of DAGs for suggestions: what the agent fills in is any text. */
export const dagWords: readonly string[] = dagNames.map(({ name }) => patternOf(name))

/** Those that agents of this release run. */
export const modelledDags: readonly string[] = dagNames.filter(({ modelled }) => modelled !== undefined).map(({ name }) => patternOf(name))

/** The DAGs that a name in a rule may mean; without a name all. */
export function dagsMeant(name: string | undefined): readonly DagNames[] {
  return name === undefined ? dagNames : dagNames.filter((dag) => mayBe(name, dag.name))
}

/** The nodes of some DAGs that a name in a rule may mean. */
export function nodesMeant(dags: readonly DagNames[], name: string | undefined): readonly NamedNode[] {
  return dags.flatMap((dag) => dag.nodes.filter((node) => name === undefined || mayBe(name, node))
    .map((node) => ({ dag: dag.name, node, isModelled: dag.modelled === 'all' || (dag.modelled ?? []).includes(node) })))
}

/** The names of the nodes of some DAGs, for suggestions. */
export function nodeWords(dags: readonly DagNames[]): readonly string[] {
  return [...new Set(dags.flatMap(({ nodes }) => nodes.map(patternOf)))]
}

/**
 * A node that is misspelt where no DAG is named: the tables have nodes such as `Start <zone>`, which could be called almost anything.
 *
 * @returns the node of this release that was meant, or null
 */
export function misspeltNode(name: string, nodes: readonly NamedNode[]): string | null {
  if (name.includes('*') || nodes.some(({ node, isModelled }) => isModelled || !node.includes('<'))) return null
  return suggest(name, nodesMeant(dagNames, undefined).filter(({ isModelled }) => isModelled).map(({ node }) => patternOf(node)))
}

/** The steps of what runs in some nodes, rollbacks only or runs only. */
export function stepsOf(nodes: readonly NamedNode[], rollback: boolean): readonly string[] {
  return [...new Set(nodes.filter(({ isModelled }) => isModelled).flatMap(({ node }) => {
    const body = bodies[node.replace(/ <.*/, '')]
    // A body that is not modelled fails at its only step, which is called so.
    return ((rollback ? body?.rollback : body?.run) ?? []).map(({ step }) => step).filter((step) => step !== 'missing')
  }))]
}

/** `*` for what the agent fills in. */
function patternOf(name: string): string {
  return name.replace(/<version>-<release>|<[^>]+>/g, '*')
}

/** What the agent fills in looks like this; zones and tenants may be any text. */
const fillings: Readonly<Record<string, string>> = { '<ip:port>': '\\S+:\\d+', '<version>-<release>': '[\\d.]+-[\\w.]+', '<IDENTITY>': '[A-Z ]+' }

/** Whether a name in a rule (`*` stands for any text) may be one that the agent makes of a name of the tables. */
function mayBe(name: string, tabled: string): boolean {
  if (name === tabled) return true
  if (name.includes('*')) return meet(name, patternOf(tabled))
  const pieces = tabled.split(/(<version>-<release>|<[^>]+>)/)
  return new RegExp(`^${pieces.map((piece, index) => (index % 2 === 1 ? fillings[piece] ?? '.+' : escaped(piece))).join('')}$`, 's').test(name)
}

/** Whether there is a text that fits both patterns: compared from left to right, a `*` takes any number of signs of the other. */
export function meet(one: string, other: string): boolean {
  // Row by row of `one`: which beginnings of `other` a text can fit as well.
  let row = Array.from({ length: other.length + 1 }, (_, length) => [...other.slice(0, length)].every((sign) => sign === '*'))
  for (const sign of one) {
    const next: boolean[] = [sign === '*' && row[0]!]
    for (let length = 1; length <= other.length; length++) {
      const last = other[length - 1]!
      next[length] = sign === '*' ? row[length]! || next[length - 1]!
        : last === '*' ? next[length - 1]! || row[length]!
          : sign === last && row[length - 1]!
    }
    row = next
  }
  return row[other.length]!
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
