/**
 * Makes `src/openapi/generated/` from `openapi.yaml`. Run by `npm run generate`; with `--check` nothing is written, and files that
 * are not what the document says are an error.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from './generate/index.ts'

const source = 'openapi.yaml'
const folder = 'src/openapi/generated'
const check = process.argv.includes('--check')

const { files, problems } = generate(readFileSync(source, 'utf8'), source)
if (problems.length > 0) fail(problems)

if (check) {
  const stale = [...files].filter(([name, text]) => current(name) !== text).map(([name]) => join(folder, name))
  if (stale.length > 0) fail([`${source} and what was generated from it differ: ${stale.join(', ')}. Run \`npm run generate\`.`])
} else {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of files) writeFileSync(join(folder, name), text)
}

function current(name: string): string | undefined {
  const path = join(folder, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

function fail(messages: readonly string[]): never {
  for (const message of messages) console.error(message)
  process.exit(1)
}
