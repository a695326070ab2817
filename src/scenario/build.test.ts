import { expect, test } from 'vitest'
import { KeyRing } from '../dispatch/index.ts'
import { buildWorld, SetupError } from './build.ts'
import { loadScenario } from './load.ts'

const agents = `agents:
  a: { address: 127.0.0.1:2886, identity: MASTER, agentPassword: secret }
  b: { address: 127.0.0.1:2887 }
`

/** What a set-up that does not come off says. @param base the text that the scenario extends */
async function said(text: string, base = ''): Promise<string> {
  const read = (): Promise<{ text: string; name: string; folder: string; id: string }> => Promise.resolve({ text: base, name: 'base.yaml', folder: '.', id: 'base' })
  try {
    buildWorld(await loadScenario(`version: 1\n${text}`, 'x.yaml', { read }), new KeyRing(1))
    return ''
  } catch (error) {
    if (error instanceof SetupError) return error.message
    throw error
  }
}

const join = '{ agent: b, call: agentJoin, body: { agentInfo: { ip: 127.0.0.1, port: 2886 }, zoneName: zone1 } }'

test('a call that is refused is told with its place and why', async () => {
  expect(await said(`${agents}setup:\n  - { advance: 1s }\n  - ${join}\n`)).toMatch(
    /^x\.yaml:7:5 the set-up of agent 'b' \(127\.0\.0\.1:2887\) was refused at agentJoin: .+ \(.*agent password.*\)$/)
})

test('a step of a base is told with the place there', async () => {
  expect(await said('extends: base\n', `version: 1\n${agents}setup: [ ${join} ]\n`)).toMatch(/^base\.yaml:5:10 the set-up of agent 'b' /)
})

test.each([
  ['{ start: a }', /^x\.yaml:5:10 setup: nothing came of 'start': /],
  ['{ until: { agent: b, process: stopped } }', /^x\.yaml:5:10 setup: .* is waited for and does not happen/],
  ['{ agent: a, call: getTime, until: SUCCEED }', /^x\.yaml:5:10 setup: getTime of agent 'a' makes no DAG there/],
])('%s is told with its place', async (step, sentence) => expect(await said(`${agents}setup: [ ${step} ]\n`)).toMatch(sentence))
