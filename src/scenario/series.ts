import { changed, problemAt, type Located } from './located.ts'
import type { Parsed } from './parse.ts'
import type { Problem } from './problem.ts'

/** `{1..30}`: the numbers from one to the other. */
const range = /\{(\d{1,9})\.\.(\d{1,9})\}/
/** No series has more agents. */
const seriesMax = 10_000

type LocatedMap = Extract<Located, { kind: 'map' }>

/**
 * Agents in series: `n{1..30}: { address: "127.0.0.1:{2901..2930}" }` stands for thirty agents, `n1` at 2901 and so on. One that is named by itself, too, is as
 * it says there.
 */
export function withSeries({ root, problems }: Parsed): Parsed {
  const agents = root?.kind === 'map' ? root.entries.get('agents') : undefined
  if (root?.kind !== 'map' || agents?.kind !== 'map' || ![...agents.entries.keys()].some((name) => range.test(name))) return { root, problems }
  const told = [...problems]
  const entries = new Map<string, Located>()
  for (const [name, agent] of agents.entries) {
    const numbers = range.exec(name)
    if (numbers === null) entries.set(name, agent)
    else for (const [one, value] of seriesOf(name, numbers, agent, told)) if (!agents.entries.has(one)) entries.set(one, value)
  }
  return { root: { ...root, entries: new Map(root.entries).set('agents', { ...agents, entries }) } satisfies LocatedMap, problems: told }
}

function* seriesOf(name: string, [written, first, last]: RegExpExecArray, agent: Located, problems: Problem[]): Generator<[string, Located]> {
  const count = Number(last) - Number(first) + 1
  if (count < 1 || count > seriesMax) {
    problems.push(problemAt(agent.spot, 'WRONG_VALUE', `${written} ${count < 1 ? 'goes backwards: write the smaller number first' : `stands for ${count} agents, and a series has ${seriesMax} at most`}`, { atKey: true }))
    return
  }
  const odd = oddRange(agent, count)
  if (odd !== null) {
    problems.push(problemAt(odd.spot, 'WRONG_VALUE', `${odd.written} has ${odd.count} ${odd.count === 1 ? 'number' : 'numbers'}, and ${name} stands for ${count} agents`))
    return
  }
  for (let index = 0; index < count; index++) yield [name.replace(written!, String(Number(first) + index)), numbered(agent, index)]
}

/** The first range within an agent that has not as many numbers as there are agents. */
function oddRange(agent: Located, count: number): { readonly spot: Located['spot']; readonly written: string; readonly count: number } | null {
  let odd: ReturnType<typeof oddRange> = null
  changed(agent, (node) => {
    const numbers = textRange(node)
    const has = numbers === null ? count : Math.max(Number(numbers[2]) - Number(numbers[1]) + 1, 0)
    if (has !== count) odd ??= { spot: node.spot, written: numbers![0], count: has }
    return node
  })
  return odd
}

/** The agent of that place, from 0, in a series. */
function numbered(agent: Located, index: number): Located {
  return changed(agent, (node) => {
    const numbers = textRange(node)
    if (numbers === null || node.kind !== 'scalar') return node
    return { ...node, value: (node.value as string).replace(numbers[0], String(Number(numbers[1]) + index)) }
  })!
}

function textRange(node: Located): RegExpExecArray | null {
  return node.kind === 'scalar' && typeof node.value === 'string' ? range.exec(node.value) : null
}
