import { expect, test } from 'vitest'
import type { Checked } from '../file.ts'
import { jsonReport } from './json.ts'
import { junitReport } from './junit.ts'
import { prettyReport, summaryLine } from './pretty.ts'

const well: Checked = {
  file: 'a/a.transcript.yaml', scenario: 'a/scenario.yaml', asks: 2, updated: false, mismatches: [], problems: [],
  steps: [{ step: 1, line: 3, kind: 'ask', title: 'GET /x at a', note: 'First.' }, { step: 2, line: 9, kind: 'settle', title: 'settle' }],
}
const differing: Checked = {
  ...well, file: 'b.yaml', asks: 1,
  steps: [{ step: 1, line: 2, kind: 'ask', title: 'GET /<x> at "b"' }],
  mismatches: [
    { step: 1, line: 2, title: 'GET /<x> at "b"', what: 'status', wanted: 'status 200', got: 'status 404' },
    { step: 1, line: 2, title: 'GET /<x> at "b"', what: 'body', wanted: '{\n  "a": 1\n}', got: '{\n  "a": "<\u0001&"\n}' },
  ],
}
const broken: Checked = { ...well, file: 'c.yaml', asks: 0, steps: [], problems: ['c.yaml:1:1 YAML no', 'c.yaml:2:1 YAML no & no'] }
const all = [well, differing, broken]

test('pretty: a line for what is as written, the difference of what is not', () => {
  expect(all.map((checked) => prettyReport(checked, false))).toEqual([
    'a/a.transcript.yaml: 2 answers as written\n',
    `b.yaml: 1 of 1 steps differs
  step 1 (b.yaml:2): GET /<x> at "b"
    - status 200
    + status 404
  step 1 (b.yaml:2): GET /<x> at "b"
      {
    -   "a": 1
    +   "a": "<\u0001&"
      }
`,
    'c.yaml:1:1 YAML no\nc.yaml:2:1 YAML no & no\n',
  ])
  expect(prettyReport({ ...well, updated: true }, false)).toBe('a/a.transcript.yaml: 2 answers written\n')
})

test('pretty: a last line that sums up', () => {
  expect([all, [well, well], [well], [{ ...well, updated: true }]].map((some) => summaryLine(some, false))).toEqual([
    '3 transcripts, 3 answers, 1 step differs, 1 of them cannot be run\n', '2 transcripts, 4 answers, all as written\n', '1 transcript, 2 answers, all as written\n',
    '1 transcript, 2 answers, 1 written anew\n',
  ])
})

test('pretty: colours where they are wanted', () => {
  expect([summaryLine([well], true), prettyReport(broken, true)]).toEqual([
    '1 transcript, 2 answers, \u001b[32mall as written\u001b[0m\n', '\u001b[31mc.yaml:1:1 YAML no\u001b[0m\n\u001b[31mc.yaml:2:1 YAML no & no\u001b[0m\n',
  ])
})

test('junit: a suite for each transcript, a case for each step', () => {
  expect(junitReport(all)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="obshell-sim check" tests="4" failures="1" errors="1">
  <testsuite name="a/a.transcript.yaml" tests="2" failures="0" errors="0">
    <testcase classname="a/a.transcript.yaml" name="1 GET /x at a"/>
    <testcase classname="a/a.transcript.yaml" name="2 settle"/>
  </testsuite>
  <testsuite name="b.yaml" tests="1" failures="1" errors="0">
    <testcase classname="b.yaml" name="1 GET /&lt;x&gt; at &quot;b&quot;">
      <failure message="status and body not as written (b.yaml:2)">- status 200
+ status 404
  {
-   &quot;a&quot;: 1
+   &quot;a&quot;: &quot;&lt;\ufffd&amp;&quot;
  }</failure>
    </testcase>
  </testsuite>
  <testsuite name="c.yaml" tests="1" failures="0" errors="1">
    <testcase classname="c.yaml" name="runs">
      <error message="c.yaml:1:1 YAML no">c.yaml:1:1 YAML no
c.yaml:2:1 YAML no &amp; no</error>
    </testcase>
  </testsuite>
</testsuites>
`)
})

test('json: the same for programs', () => {
  expect(JSON.parse(jsonReport(all))).toEqual({
    ok: false, answers: 3,
    transcripts: [
      {
        file: 'a/a.transcript.yaml', scenario: 'a/scenario.yaml', ok: true, answers: 2, updated: false, problems: [],
        steps: [
          { step: 1, line: 3, kind: 'ask', title: 'GET /x at a', note: 'First.', ok: true, differences: [] },
          { step: 2, line: 9, kind: 'settle', title: 'settle', ok: true, differences: [] },
        ],
      },
      {
        file: 'b.yaml', scenario: 'a/scenario.yaml', ok: false, answers: 1, updated: false, problems: [],
        steps: [{
          step: 1, line: 2, kind: 'ask', title: 'GET /<x> at "b"', ok: false,
          differences: [{ what: 'status', wanted: 'status 200', got: 'status 404' }, { what: 'body', wanted: '{\n  "a": 1\n}', got: '{\n  "a": "<\u0001&"\n}' }],
        }],
      },
      { file: 'c.yaml', scenario: 'a/scenario.yaml', ok: false, answers: 0, updated: false, problems: ['c.yaml:1:1 YAML no', 'c.yaml:2:1 YAML no & no'], steps: [] },
    ],
  })
})
