import { describe, expect, test } from 'vitest'
import { loadScenario } from '../scenario/index.ts'
import { actions } from '../scenario/document-timeline.ts'
import { scenarioDocument } from '../scenario/document.ts'
import { starter } from './starter.ts'

const text = starter('cluster.yaml')
const lines = text.split('\n')
/** `#key:` or `#    more`: YAML that is commented out. Sentences have a space, and only one. */
const isCommentedOut = (line: string): boolean => /^#(?:[a-z$]| {2,})/.test(line)

/** Lines one after the other that are commented out, by the index of the first: YAML's lists fall into their items. */
const blocks = lines.flatMap((line, index): [first: number, last: number][] => {
  if (index < 10 || !isCommentedOut(line) || isCommentedOut(lines[index - 1]!)) return []
  let last = index
  while (isCommentedOut(lines[last + 1] ?? '')) last++
  return [[index, last]]
})

/** The text with some lines no longer commented out. */
function without(first: number, last: number): string {
  return lines.map((line, index) => (index >= first && index <= last ? line.slice(1) : line)).join('\n')
}

/** What is wrong with a text, or what does not do what it seems to. */
async function wrongIn(changed: string): Promise<string[]> {
  try {
    return (await loadScenario(changed, 'cluster.yaml')).warnings.map(({ code, message }) => `${code} ${message}`)
  } catch (error) {
    return (error as Error).message.split('\n')
  }
}

describe('the scenario to begin with', () => {
  test('is sound, and names its schema in its first line', async () => {
    expect([lines[0], await wrongIn(text)]).toEqual(['# yaml-language-server: $schema=./node_modules/obshell-sim/scenario.schema.json', []])
  })

  test.each(blocks.map(([first, last]) => [lines[first]!.slice(1).trim(), first, last] as const))('holds with %s', async (_title, first, last) => {
    expect(await wrongIn(without(first, last))).toEqual([])
  })

  test('has blocks for most of it', () => {
    expect(blocks.length).toBeGreaterThan(15)
  })

  test('shows every key', () => {
    const yaml = lines.map((line) => (isCommentedOut(line) ? line.slice(1) : line)).join('\n')
    const wanting = [...Object.keys(scenarioDocument.shape), ...Object.keys(actions)].filter((key) => key !== '$schema' && !new RegExp(`(?:^|[ {])${key}: `, 'm').test(`${yaml}\n`.replaceAll(':\n', ': \n')))
    expect(wanting).toEqual([])
  })
})
