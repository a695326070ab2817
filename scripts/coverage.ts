import { routes, type Route } from '../src/openapi/index.ts'
import { coverageOf, type Coverage } from '../src/operations/index.ts'
import type { Tag } from './generate/index.ts'

const kinds: readonly Coverage[] = ['modelled', 'refused', 'missing']

/** The text of `docs/coverage.md`: how far each operation goes, by the tags of the document. */
export function coveragePage(tags: readonly Tag[]): string {
  const groups = tags.map(({ name, description, operations }) => ({
    name, description, routes: routes.filter(({ operationId }) => operations.includes(operationId)),
  }))
  return `# How far each operation goes

Made from the operations' table and openapi.yaml by \`npm run generate\`: change the code, not this page.

- **modelled**: it does what the real agent does, with any outcome that is possible before a cluster exists.
- **refused**: it does what the real agent does as long as there is no cluster, or no obproxy: nearly always that is to refuse. The rules are
  the real handlers' checks in their order. Beyond them it answers 501 \`Simulator.NotImplemented\`. What its agent has to be or to have
  is named, where that is a check by itself (\`x-obshell-requires\`).
- **missing**: it answers that 501 to everyone whose credential and body are right.

| | modelled | refused | missing | all |
|---|---:|---:|---:|---:|
${groups.map(({ name, routes }) => counts(`[${name}](#${name})`, routes)).join('\n')}
${counts('**all**', routes)}
${groups.map(({ name, description, routes }) => `
## ${name}

${description}

| operation | request | |
|---|---|---|
${routes.map(row).join('\n')}
`).join('')}`
}

function counts(name: string, group: readonly Route[]): string {
  const numbers = kinds.map((kind) => group.filter((route) => coverageOf(route) === kind).length)
  return `| ${name} | ${numbers.map((number) => number === 0 ? '' : number).join(' | ')} | ${group.length} |`
}

function row(route: Route): string {
  const { operationId, method, path, requires } = route
  const coverage = coverageOf(route)
  const without = coverage === 'refused' && requires !== null ? ` without ${requires.of === 'identity' ? requires.identity : requires.of}` : ''
  return `| \`${operationId}\` | \`${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}\` | ${coverage}${without} |`
}
