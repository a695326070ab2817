import fc from 'fast-check'
import { isPair, isSeq, parseDocument, visit, type Document } from 'yaml'
import { expect, test } from 'vitest'
import { loadScenario, ScenarioError, type Scenario } from '../../src/scenario/index.ts'
import { builtInTexts, scenariosIn } from './blocks.ts'

const seeds = [...scenariosIn('docs', 'scenarios.md'), ...builtInTexts()].map(({ text }) => text)
const runs = Number(process.env['RUNS'] ?? 300)
const seed = process.env['SEED'] === undefined ? {} : { seed: Number(process.env['SEED']) }

/** Pieces that are likely to hurt: marks of YAML, aliases, variables, values of other kinds, long and deep things. */
const pieces = [
  ':', '- ', '{', '}', '[', ']', '"', "'", '#', '|', '>', '&a ', '*a', '!!str ', '!x ', '? ', '%YAML 9.9\n', '---\n', '...\n', '\t', '\n', '\r', '\0', '\u2028', '\ud800', '\ufeff', '<<: ',
  '${A}', '${A:-', '$${', '${', '}', 'null', '~', '1e999', '.nan', '0x10', '0o7', '-0', '9007199254740993', '__proto__: ', 'constructor: ', 'extends: join-three\n', 'extends: .\n',
  '*', '**', '.*', '(', '\\', '5s', '-5s', '1s..2s', '99999999999h', '100%', '[['.repeat(60), '{a: '.repeat(150), 'x'.repeat(5000), '*'.repeat(300),
]

/** Cuts, repeats and pieces, somewhere in a text. */
const scarred = fc.tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 8, unit: 'binary' }), fc.constant('copy'))), { minLength: 1, maxLength: 6 }))
  .map(([text, scars]) => scars.reduce((whole, [at, length, piece]) => {
    const start = at % (whole.length + 1)
    return whole.slice(0, start) + (piece === 'copy' ? whole.slice(start, start + length).repeat(2) : piece) + whole.slice(start + length)
  }, text))

const odd = fc.oneof(fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e300, '', ' ', '5s', 'a', '*', 'Join self', '${X:-1}', {}, [], [[]], [null], { a: null }, { agent: 'a' }, { dag: 'Join self', state: 'FAILED' }), fc.jsonValue({ maxDepth: 3 }))

/** Values and keys exchanged, still YAML. */
const exchanged = fc.tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(), fc.constantFrom('value', 'key', 'drop', 'swap'), odd, fc.nat()), { minLength: 1, maxLength: 5 }))
  .map(([text, changes]) => {
    const yaml = parseDocument(text)
    for (const [at, how, value, other] of changes) change(yaml, at, how, value, other)
    try {
      return yaml.toString()
    } catch {
      // An alias has come before its anchor: nobody could write that.
      return text
    }
  })

function change(yaml: Document, at: number, how: string, value: unknown, other: number): void {
  const nodes: unknown[] = []
  visit(yaml, (_key, node) => {
    if (isPair(node) || isSeq(node)) nodes.push(node)
  })
  const [node, second] = [nodes[at % nodes.length], nodes[other % nodes.length]]
  if (isPair(node)) {
    if (how === 'key' && isPair(second)) node.key = second.key
    else if (how === 'swap' && isPair(second)) [node.value, second.value] = [second.value, node.value]
    else node.value = how === 'drop' ? null : yaml.createNode(value)
  } else if (isSeq(node)) {
    if (how === 'drop') node.items.pop()
    else node.items.splice(at % (node.items.length + 1), how === 'value' ? 1 : 0, yaml.createNode(value))
  }
}

/** The only ways in which reading may end. */
async function outcome(text: string): Promise<Scenario | ScenarioError> {
  try {
    return await loadScenario(text, '<fuzz>', { env: { A: 'a' } })
  } catch (error) {
    if (error instanceof ScenarioError) return error
    throw error
  }
}

test.each([['texts', scarred], ['values', exchanged]] as const)('%s that were changed at random are scenarios, or are told to be none, and soon', async (_what, mutated) => {
  await fc.assert(fc.asyncProperty(mutated, async (text) => {
    const start = performance.now()
    const result = await outcome(text)
    expect(performance.now() - start).toBeLessThan(2_000)
    if (!(result instanceof ScenarioError)) return
    expect(result.problems.length).toBeGreaterThan(0)
    for (const { line, column, message } of result.problems) {
      expect([line >= 1, column >= 1, message.length > 0, message.includes('undefined'), message.includes('Invalid input')]).toEqual([true, true, true, false, false])
    }
  }), { numRuns: runs / 2, ...seed })
}, 60_000)
