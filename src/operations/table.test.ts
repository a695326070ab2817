import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { coveragePage } from '../../scripts/coverage.ts'
import { generate } from '../../scripts/generate/index.ts'
import { routes } from '../openapi/index.ts'
import { frontOperations } from './front/index.ts'
import { coverageOf, operations } from './table.ts'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const coverage = (operation: string) => coverageOf(routes.find(({ operationId }) => operationId === operation)!)

test('an operation is modelled, or refused by a function, or by its requirement, or missing', () => {
  expect(coverage('getInfo')).toBe('modelled')
  expect(coverage('getTenant')).toBe('refused')
  expect([coverage('listTenants'), operations['listTenants']]).toEqual(['refused', undefined])
  expect(coverageOf({ ...routes[0]!, operationId: 'rpcSubTaskStart', requires: null })).toBe('missing')
})

test('what is modelled has no front besides', () => {
  expect(Object.keys(frontOperations).filter((operation) => coverage(operation) !== 'refused')).toEqual([])
})

test('the documentation says how far each operation goes', () => {
  const page = coveragePage(generate(read('openapi.yaml'), 'openapi.yaml').tags)
  expect(read('docs/coverage.md')).toBe(page)
  for (const { operationId } of routes) expect(page.split(`| \`${operationId}\` |`), operationId).toHaveLength(2)
})
