import { loadScenario } from '../../scenario/index.ts'
import { readTranscript } from '../../transcript/index.ts'
import { explain } from '../explain.ts'
import type { Explanation, Row, RowBase } from '../explanation.ts'

/** A row at which nothing special is. */
export const base: RowBase = { seq: 1, at: 0, agent: 'a', cause: null, depth: 0, times: 1, until: 0 }

/** A request of a client that goes well. */
export function request(change: Partial<Extract<Row, { kind: 'request' }>> = {}): Extract<Row, { kind: 'request' }> {
  return { ...base, kind: 'request', from: 'client', via: 'client', what: 'getInfo', status: 200, errCode: null, why: null, rule: null, ...change }
}

/** The explanation of a scenario's text. @param steps of a transcript */
export async function explained(text: string, { verbose = false, steps }: { readonly verbose?: boolean; readonly steps?: string } = {}): Promise<Explanation> {
  const transcript = steps === undefined ? null : { file: 'x.yaml', read: readTranscript(`steps:${steps}`, 'x.yaml') }
  return explain(await loadScenario(`version: 1\n${text}`, '<scenario>'), { name: 'story', transcript, verbose })
}

/** A join that is slow and fails, a partition, a restart, and a window. */
export const eventful = `
description: A joiner restarts, and much <else> & more happens.
agents:
  a: { address: 127.0.0.1:2886, identity: MASTER, zone: zone1, agentPassword: secret }
  b: { address: 127.0.0.1:2887 }
  c: { address: 127.0.0.1:2888 }
tasks:
  - { when: { dag: Join to master, node: Be follower, agent: b }, takes: 40s, fails: { message: no <disk> } }
faults:
  - { name: dark, when: { agent: a, from: 1s, to: 5s }, edit: { remove: [ data.none ] } }
  - { when: { operation: getInfo, after: { agent: b, process: started }, for: 2s }, delay: 1s }
timeline:
  - { at: 2s, call: { agent: c, call: agentJoin, body: { agentInfo: { ip: 127.0.0.1, port: 2886 }, zoneName: z, masterPassword: secret } } }
  - { at: 10s, call: { agent: b, call: agentJoin, body: { agentInfo: { ip: 127.0.0.1, port: 2886 }, zoneName: z, masterPassword: secret } } }
  - { at: 60s, restart: { agent: b, downFor: 5s } }
  - { at: 70s, partition: [ a, c ] }
  - { at: 80s, agentPassword: { agent: a, password: hidden } }
  - { at: 90s, heal: all }
`
