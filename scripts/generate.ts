/**
 * Makes `src/openapi/generated/` from `openapi.yaml`, `docs/coverage.md` from it and the operations' table, and from the schema of scenarios
 * `scenario.schema.json`, the tables in `docs/scenarios.md`, and with `openapi-control.yaml` `openapi-control.json`. Run by `npm run generate`; with `--check` nothing is written, and files that are not what
 * they should be are an error.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { generate } from './generate/index.ts'

const source = 'openapi.yaml'
const folder = 'src/openapi/generated'
const check = process.argv.includes('--check')

const { files, problems, tags } = generate(readFileSync(source, 'utf8'), source)
if (problems.length > 0) fail(problems)
put(new Map([...files].map(([name, text]) => [`${folder}/${name}`, text])), `${source} and what was generated from it differ`)

// Read only now: the operations' table stands on the files that were just made.
const { coveragePage } = await import('./coverage.ts')
put(new Map([['docs/coverage.md', coveragePage(tags)]]), 'the operations and what the documentation says of them differ')

const { scenarioSchema } = await import('./scenario-schema.ts')
const { withTables } = await import('./scenario-reference.ts')
const reference = 'docs/scenarios.md'
const schema = scenarioSchema()
put(new Map([['scenario.schema.json', schema], [reference, withTables(readFileSync(reference, 'utf8'))]]), 'the schema of scenarios and what was made from it differ')

const { controlDocument } = await import('./control-document.ts')
const control = 'openapi-control.yaml'
put(new Map([['openapi-control.json', controlDocument(readFileSync(control, 'utf8'), schema)]]), `${control}, the schema of scenarios and what was made from them differ`)

/** Writes the files, or has them be so already. */
function put(wanted: ReadonlyMap<string, string>, problem: string): void {
  if (check) {
    const stale = [...wanted].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text).map(([path]) => path)
    if (stale.length > 0) fail([`${problem}: ${stale.join(', ')}. Run \`npm run generate\`.`])
    return
  }
  mkdirSync(folder, { recursive: true })
  for (const [path, text] of wanted) writeFileSync(path, text)
}

function fail(messages: readonly string[]): never {
  for (const message of messages) console.error(message)
  process.exit(1)
}
