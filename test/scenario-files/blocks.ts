import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** What the examples of the reference leave out: most are about three agents. */
const header = 'version: 1\n'
const agents = `agents:
  a: { address: 127.0.0.1:2886, identity: MASTER }
  b: { address: 127.0.0.1:2887 }
  c: { address: 127.0.0.1:2888 }
`

/** The YAML of a page, each with the line it begins at, and made whole. */
export function scenariosIn(...path: string[]): { readonly line: number; readonly text: string }[] {
  const page = readPage(...path)
  return [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(({ index, 1: block }) => {
    const isWhole = /^(?:agents|extends):/m.test(block!)
    return { line: page.slice(0, index).split('\n').length + 1, text: `${/^version:/m.test(block!) ? '' : header}${block!}${isWhole ? '' : agents}` }
  })
}

/** The scenarios that come with us: name and text. */
export function builtInTexts(): { readonly name: string; readonly text: string }[] {
  const folder = join(root, 'scenarios')
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, 'scenario.yaml'))).sort().map((name) => ({ name, text: readFileSync(join(folder, name, 'scenario.yaml'), 'utf8') }))
}

export function readPage(...path: string[]): string {
  return readFileSync(join(root, ...path), 'utf8')
}
