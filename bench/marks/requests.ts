import type { Profiler } from 'node:inspector'
import { built } from '../built.ts'
import { start, type Child } from '../child.ts'
import type { ProfileOrder } from '../children/inprocess.ts'
import { startLoad } from '../load.ts'
import { costs, middle, speeds, type Breakdown, type Mark } from '../mark.ts'
import { inPairs } from '../pairs.ts'
import { profilable, sharesOf } from '../profile.ts'
import { freeAddresses, simulator } from '../programs.ts'

const infoTarget = '/api/v1/info'

/** `GET /info`, which asks nobody who he is, against the least that Hono can be. */
export async function openInfo(): Promise<[Mark, Breakdown]> {
  const ours = await start(simulator({ agents: await freeAddresses(1) }))
  const body = await (await fetch(`${ours.url}${infoTarget}`)).text()
  const bare = await start({ command: [built('bare.mjs')], env: { BODY_BYTES: String(body.length) } })
  const load = await startLoad()
  const cpuOf = (server: Child) => () => load.cpuPerRequest(server, { url: server.url, target: infoTarget, count: 8_000 })
  const pairs = await inPairs(15, cpuOf(ours), cpuOf(bare))
  await Promise.all([ours.end(), bare.end(), load.end()])
  const shares = await profiled({ asked: 'info', count: 40_000 }, middle(pairs, 'ours'))
  return [
    {
      what: 'open GET /info, 8 connections', ours: microsText(middle(pairs, 'ours')),
      against: `bare Hono, ${body.length} bytes: ${microsText(middle(pairs, 'theirs'))}`,
      value: speeds(pairs), reach: { least: 0.7 }, unit: '×',
    },
    { what: 'open GET /info', shares },
  ]
}

/** The DAG by which an agent became MASTER, asked for as the Python SDK does. */
export async function encryptedDag(): Promise<[Mark, Breakdown]> {
  const scenario = { version: 1, agents: { a: { address: '127.0.0.1:2886', listen: '127.0.0.1:0', identity: 'MASTER', zone: 'zone1' } } }
  const ours = await start(simulator({ scenario }))
  const native = await start({ command: [built('native.mjs')], channel: 'program' })
  const load = await startLoad()
  const { dags } = await (await fetch(`${ours.url}/_sim/dags`)).json() as { dags: [{ id: string }] }
  const { data } = await (await fetch(`${ours.url}/api/v1/secret`)).json() as { data: { public_key: string } }
  const order = { target: `/api/v1/task/dag/${dags[0].id}`, publicKey: data.public_key }
  const pairs = await inPairs(11, () => load.cpuPerRequest(ours, { url: ours.url, ...order, count: 2_000 }), () => native.tell(2_000))
  await Promise.all([ours.end(), native.end(), load.end()])
  const shares = await profiled({ asked: 'dag', count: 4_000 }, middle(pairs, 'ours'))
  return [
    {
      what: 'encrypted GET of a DAG, every header distinct', ours: microsText(middle(pairs, 'ours')),
      against: `3 native private operations: ${microsText(middle(pairs, 'theirs'))}`,
      value: speeds(pairs), reach: { least: 0.7 }, unit: '×',
    },
    { what: 'encrypted GET of a DAG', shares },
  ]
}

/** What many DAGs of many agents cost one that is asked for. */
export async function crowdedDag(): Promise<Mark> {
  const crowd = await start({ command: [built('crowd.mjs')], env: { AGENTS: '1000', DAGS: '100000' } })
  const few = await start({ command: [built('crowd.mjs')], env: { AGENTS: '1', DAGS: '10' } })
  const load = await startLoad()
  const cpuOf = (server: Child) => () => load.cpuPerRequest(server, { url: server.url, target: server.words[1]!, count: 4_000 })
  const pairs = await inPairs(15, cpuOf(crowd), cpuOf(few))
  await Promise.all([crowd.end(), few.end(), load.end()])
  return {
    what: 'GET of a DAG among 100,000 of 1,000 agents', ours: microsText(middle(pairs, 'ours')),
    against: `among 10: ${microsText(middle(pairs, 'theirs'))}`,
    value: costs(pairs), reach: { most: 1.1 }, unit: '×',
  }
}

async function profiled(order: ProfileOrder, whole: number): Promise<Breakdown['shares']> {
  const child = await start({ command: [built('inprocess.mjs')], channel: 'program', node: profilable })
  const profile = await child.tell<Profiler.Profile>(order)
  await child.end()
  return sharesOf(profile, order.count, whole)
}

function microsText(micros: number): string {
  return `${micros.toFixed(micros < 100 ? 1 : 0)} µs`
}
