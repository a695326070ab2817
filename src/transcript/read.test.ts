import { expect, test } from 'vitest'
import { readTranscript, TranscriptError } from './read.ts'

function problemsIn(text: string): string[] {
  try {
    readTranscript(text, 't.yaml')
    return []
  } catch (error) {
    if (error instanceof TranscriptError) return error.message.split('\n')
    throw error
  }
}

test('a transcript is read, defaults filled in', () => {
  const { document, lines } = readTranscript('steps:\n  - ask: { agent: a, path: /x }\n\n  - advance: 5s\n', 't.yaml')
  expect(document).toEqual({ scenario: 'scenario.yaml', steps: [{ ask: { agent: 'a', method: 'GET', path: '/x', plain: false } }, { advance: '5s' }] })
  expect(lines).toEqual([2, 4])
})

test('all that is wrong is told at once, with its place', () => {
  expect(problemsIn(`scenari: x
steps:
  - ask: { agent: a, path: api, methd: GET }
  - advanc: 5s
  - advance: 5
  - advance: 5s
    settle: true
  - ask: { path: /x }
    status: "200"
  - 7
  - ask: { agent: 1, path: /x, method: PST, plain: yes, json: }
    expect: nothing
  - settle: false
  - journal: [ a ]
    count: -1
`)).toEqual([
    "t.yaml:1:1 UNKNOWN_KEY unknown key 'scenari'; did you mean 'scenario'?",
    't.yaml:3:22 WRONG_VALUE ask.path: a path begins with a slash',
    "t.yaml:3:33 UNKNOWN_KEY unknown key 'methd'; did you mean 'method'?",
    "t.yaml:4:5 MISSING_KEY this step says nothing to do; did you mean 'advance'?",
    "t.yaml:5:5 WRONG_VALUE advance: '5' is not a length of time: write it like 500ms, 5s or 1h30m",
    't.yaml:6:5 WRONG_VALUE a step says one thing to do, and this one says advance and settle: make them steps of their own',
    "t.yaml:8:5 MISSING_KEY 'agent' is missing",
    't.yaml:9:5 WRONG_TYPE status must be a whole number',
    't.yaml:10:5 MISSING_KEY a step says one thing to do: ask, advance, settle, stop, start, restart, until, act, journal',
    't.yaml:11:12 WRONG_TYPE ask.agent must be a text: put it in quotes',
    "t.yaml:11:32 WRONG_VALUE ask.method must be one of GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS; did you mean 'POST'?",
    't.yaml:11:45 WRONG_TYPE ask.plain must be true or false',
    't.yaml:12:5 WRONG_VALUE expect must be dropped',
    't.yaml:13:5 WRONG_VALUE settle must be true',
    't.yaml:14:5 WRONG_TYPE journal must be a map',
    't.yaml:15:5 WRONG_VALUE count: write a whole number from 0',
  ])
})

test.each([
  ['', 't.yaml:1:1 WRONG_TYPE a transcript is a map with `scenario` and `steps`'],
  ['steps: []', 't.yaml:1:1 WRONG_TYPE a transcript needs `steps`, a list with at least one'],
  ['scenario: [a]\nsteps: x', 't.yaml:1:1 WRONG_TYPE scenario must be the name of a file'],
  ['a: [', 't.yaml:1:5 YAML'],
])('%j', (text, problem) => {
  expect(problemsIn(text)[0]).toContain(problem)
})

test('a slip of the indentation is told, and not all that comes of it', () => {
  const problems = problemsIn(`  scenario: scenario.yaml\nsteps:\n${'  - advance: 5s\n'.repeat(50)}`)
  expect([problems.length, problems[0], problems[2]]).toEqual([
    3, 't.yaml:2:1 YAML what stands before this has come to its end, and this belongs to nothing: is a line indented that should not be?', expect.stringMatching(/ \(and \d+ more after it, which may come of the first\)$/),
  ])
})
