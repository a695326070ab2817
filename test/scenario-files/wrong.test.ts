import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formatWarning, loadScenario, ScenarioError } from '../../src/scenario/index.ts'

/**
 * A corpus of wrong files, and files that say things in vain: `NN-name.yaml` with everything that is told of it in `NN-name.report`, as `validate` prints it.
 * `UPDATE=1 npx vitest run test/scenario-files` writes the reports anew; they are read like code then: each line says what is wrong, where, and what to do.
 */
const folder = join(import.meta.dirname, 'wrong')
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => name.slice(0, -'.yaml'.length)).sort()
const env = { EMPTY: '', NUMBER: '5', PORT: '2886' }

async function reportOf(name: string): Promise<string> {
  const file = `${name}.yaml`
  try {
    const { warnings } = await loadScenario(readFileSync(join(folder, file), 'utf8'), file, { env, folder })
    return warnings.map((warning) => `${formatWarning(file, warning)}\n`).join('')
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    return `${error.message}\n`
  }
}

/** Paths of this machine are no part of a report. */
const portable = (report: string): string => report.replaceAll(`${folder}/`, '')

describe('wrong scenario files', () => {
  test.each(names)('%s', async (name) => {
    const report = portable(await reportOf(name))
    const path = join(folder, `${name}.report`)
    if (process.env['UPDATE'] === '1') writeFileSync(path, report)
    expect(report).toBe(readFileSync(path, 'utf8'))
    expect(report).not.toBe('')
  })

  test('there are at least 60, and every code is in one of them', () => {
    expect(names.length).toBeGreaterThanOrEqual(60)
    const source = readFileSync(join(import.meta.dirname, '..', '..', 'src', 'scenario', 'problem.ts'), 'utf8')
    const codes = [...new Set(source.match(/'[A-Z]+(?:_[A-Z]+)*'/g))].map((code) => code.slice(1, -1))
    const reports = names.map((name) => readFileSync(join(folder, `${name}.report`), 'utf8')).join('')
    expect(codes.filter((code) => !reports.includes(` ${code} `))).toEqual([])
  })
})
