import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadScenario } from './load.ts'
import { peerOperations } from './warnings.ts'

/** What is told in vain of a text, without its place. */
async function warned(text: string): Promise<string[]> {
  return (await loadScenario(`version: 1\nagents: { a: { address: 127.0.0.1:2886, identity: MASTER }, b: { address: 127.0.0.1:2887 } }\n${text}`, 'x')).warnings.map(({ code }) => code)
}

test('the list of what agents ask of each other is that of the code', () => {
  const asked = ['dags', 'operations', 'dispatch'].flatMap((room) => readdirSync(join(import.meta.dirname, '..', room))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => [...readFileSync(join(import.meta.dirname, '..', room, name), 'utf8').matchAll(/\boperation: '(\w+)'/g)].map(([, operation]) => operation!)))
  expect(asked.filter((operation) => !peerOperations.has(operation))).toEqual([])
  expect(asked.length).toBeGreaterThan(10)
})

/** Each is next to something that is warned of, and does what it seems to. */
test.each([
  ['a rule before that is limited', 'faults: [ { times: 3, drop: reset }, { drop: hang } ]'],
  ['a rule before that waits', 'faults: [ { when: { after: { agent: b, process: stopped } }, drop: reset }, { drop: hang } ]'],
  ['a rule before that is for less', 'faults: [ { when: { operation: getInfo }, drop: reset }, { when: { path: /api/v1/info }, drop: hang } ]'],
  ['a rule before that takes its chance', 'faults: [ { when: { probability: 99% }, drop: reset }, { drop: hang } ]'],
  ['a rule before that is for another step', 'tasks: [ { takes: 1s }, { when: { dag: Join self, step: be master }, takes: 1s } ]'],
  ['a rule before that is for no rollback', 'tasks: [ { takes: 1s }, { when: { operator: ROLLBACK }, takes: 1s } ]'],
  ['a rule before that is for one of two names', 'tasks: [ { when: { dag: Join self }, takes: 1s }, { when: { dag: "Join *" }, takes: 1s } ]'],
  ['nth among every', 'faults: [ { when: { nth: 6, every: 3 }, drop: reset } ]'],
  ['nth once', 'faults: [ { when: { nth: 6 }, times: 1, drop: reset } ]'],
  ['what a peer asks', 'faults: [ { when: { operation: getDag, via: peer, client: b }, drop: reset } ]'],
  ['what is handed on', 'faults: [ { when: { operation: getDag, via: forward, client: 127.0.0.1:2887 }, drop: reset } ]'],
  ['a path with a parameter', 'faults: [ { when: { operation: getDag, path: /api/v1/task/dag/1 }, drop: reset } ]'],
  ['a start after a stop', 'timeline: [ { at: 1s, stop: b }, { at: 2s, start: b } ]'],
  ['a start of what a rule stops', 'tasks: [ { restarts: 5s } ]\ntimeline: [ { at: 2s, start: b } ]'],
  ['a start of who was stopped in the set-up', 'setup: [ { stop: b } ]\ntimeline: [ { at: 2s, start: b } ]'],
  ['a start of whom somebody else stops', 'timeline: [ { after: { agent: b, process: stopped }, start: b } ]'],
  ['a release of what another pattern holds', 'tasks: [ { when: { node: Be follower }, holds: true } ]\ntimeline: [ { at: 2s, release: { dag: Join to master } } ]'],
  ['a healing of what is cut', 'timeline: [ { at: 1s, partition: [ a, b ] }, { at: 2s, heal: [ b, a ] } ]'],
  ['work of exactly the time limit', 'tasks: [ { takes: 59m, fails: { message: x } } ]'],
  ['work beyond the time limit and nothing more', 'tasks: [ { takes: 2h } ]'],
])('%s is no warning', async (_what, text) => expect(await warned(text)).toEqual([]))
