import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { micros } from '../../src/clock/index.ts'
import { KeyRing } from '../../src/dispatch/index.ts'
import { buildWorld, formatWarning, loadScenario, readScenarioSchema } from '../../src/scenario/index.ts'
import { builtInTexts, readPage, scenariosIn } from './blocks.ts'

const schema = JSON.parse((await readScenarioSchema())!) as Record<string, unknown>
// The condition on `address` is more than zod reads; editors know it.
const { if: _if, then: _then, ...plain } = schema
const published = z.fromJSONSchema(plain as Parameters<typeof z.fromJSONSchema>[0])

const pages = [['docs', 'scenarios.md'], ['README.md']].flatMap((path) => scenariosIn(...path).map(({ line, text }) => [path.join('/'), line, text] as const))

describe('pages for users', () => {
  test.each(pages)('%s: the YAML at line %d is a scenario without warnings, as the JSON Schema wants it, and a world', async (_page, _line, text) => {
    const scenario = await loadScenario(text, '<example>')
    expect(scenario.warnings.map((warning) => formatWarning('<example>', warning))).toEqual([])
    expect(published.safeParse(parse(text)).error?.issues).toBeUndefined()
    const world = buildWorld(scenario, new KeyRing(1))
    world.advanceBy(2 * micros.m)
    expect(world.now()).toBe(scenario.settings.start + 2 * micros.m)
  })

  test('README.md names every scenario that comes with it', () => {
    const page = readPage('README.md')
    expect(builtInTexts().map(({ name }) => name).filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })

  test('docs/scenarios.md explains every code', () => {
    const page = readPage('docs', 'scenarios.md')
    const codes = [...new Set(readPage('src', 'scenario', 'problem.ts').match(/'[A-Z]+(?:_[A-Z]+)*'/g))].map((code) => code.slice(1, -1))
    expect(codes.filter((code) => !page.includes(`\`${code}\``))).toEqual([])
  })
})

describe('scenario.schema.json', () => {
  test.each(builtInTexts().map(({ name, text }) => [name, text] as const))('is named in the first line of %s, which is as it wants it and has no warnings', async (name, text) => {
    expect(text.split('\n', 1)).toEqual(['# yaml-language-server: $schema=../../scenario.schema.json'])
    expect(published.safeParse(parse(text)).error?.issues).toBeUndefined()
    expect((await loadScenario(text, name, { folder: `scenarios/${name}` })).warnings).toEqual([])
  })

  test.each([
    [{ version: 1, sed: 7 }], [{ version: 2 }], [{ seed: 7 }], [{ version: 1, faults: [{ when: { operation: 'agentJion' }, drop: 'reset' }] }],
    [{ version: 1, faults: [{ drop: 'rest' }] }], [{ version: 1, tasks: [{ takes: 'soon' }] }], [{ version: 1, timeline: [{ at: '5s', stop: { agent: 'a', signal: 'SIGHUP' } }] }],
  ])('refuses %j', (document) => expect(published.safeParse(document).success).toBe(false))

  test.each([
    [{ $schema: 'x', version: 1, seed: '${SEED:-7}', agents: { a: { address: '${HOST}:2886' } } }],
    [{ version: 1, extends: 'join-three', agents: { c: null, b: { observer: { version: null } } }, clock: null }],
  ])('takes %j', (document) => expect(published.safeParse(document).error?.issues).toBeUndefined())
})
