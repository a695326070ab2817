import { difference } from '../difference.ts'
import type { Checked } from '../file.ts'

/** What all transcripts came to, as JUnit's XML: a suite for each transcript, a case for each step. */
export function junitReport(all: readonly Checked[]): string {
  const suites = all.map((checked) => ({ checked, cases: casesOf(checked) }))
  const sum = (of: (suite: (typeof suites)[number]) => number): number => suites.reduce((total, suite) => total + of(suite), 0)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="obshell-sim check" tests="${sum(({ cases }) => cases.length)}" failures="${sum(failuresIn)}" errors="${sum(errorsIn)}">`,
    ...suites.flatMap((suite) => [
      `  <testsuite name="${attribute(suite.checked.file)}" tests="${suite.cases.length}" failures="${failuresIn(suite)}" errors="${errorsIn(suite)}">`,
      ...suite.cases.map(({ text }) => text),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n')
}

interface Case {
  readonly outcome: 'ok' | 'failure' | 'error'
  readonly text: string
}

/** A transcript that cannot be run is one case, in error. */
function casesOf({ file, steps, mismatches, problems }: Checked): Case[] {
  if (problems.length > 0) {
    return [{ outcome: 'error', text: `${open(file, 'runs')}\n      <error message="${attribute(problems[0]!)}">${escaped(problems.join('\n'))}</error>\n    </testcase>` }]
  }
  return steps.map(({ step, line, title }) => {
    const name = `${step} ${title}`
    const differing = mismatches.filter((mismatch) => mismatch.step === step)
    if (differing.length === 0) return { outcome: 'ok', text: `    <testcase classname="${attribute(file)}" name="${attribute(name)}"/>` }
    const what = differing.map((mismatch) => mismatch.what).join(' and ')
    const lines = differing.flatMap(({ wanted, got }) => difference(wanted, got).map(({ sign, text }) => `${sign} ${text}`))
    return {
      outcome: 'failure',
      text: `${open(file, name)}\n      <failure message="${attribute(`${what} not as written (${file}:${line})`)}">${escaped(lines.join('\n'))}</failure>\n    </testcase>`,
    }
  })
}

function open(file: string, name: string): string {
  return `    <testcase classname="${attribute(file)}" name="${attribute(name)}">`
}

function failuresIn({ cases }: { readonly cases: readonly Case[] }): number {
  return cases.filter(({ outcome }) => outcome === 'failure').length
}

function errorsIn({ cases }: { readonly cases: readonly Case[] }): number {
  return cases.filter(({ outcome }) => outcome === 'error').length
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for XML 1.0, which has no place for most control characters, escaped or not. */
function escaped(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, '\ufffd').replace(/[&<>"]/g, (character) => entities[character]!)
}

/** In an attribute a line break would be read as a space. */
function attribute(text: string): string {
  return escaped(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
}
