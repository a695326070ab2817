/**
 * What steering costs in process. Told over IPC what to do how often, it answers with microseconds of CPU each time: writing an entry of the journal, answering a
 * request with so many rules in force, a reset.
 *
 * @module
 */
import { createApp, type AppRequest } from '../../src/app.ts'
import { KeyRing, recordRequest } from '../../src/dispatch/index.ts'
import type { RequestRule } from '../../src/faults/index.ts'
import { buildWorld, defaultAgent, scenarioOfAgents } from '../../src/scenario/index.ts'
import { Simulator } from '../../src/server/index.ts'

export type SteerOrder =
  | { readonly what: 'journal'; readonly count: number }
  | { readonly what: 'request'; readonly rules: number; readonly count: number }
  | { readonly what: 'reset'; readonly count: number }

const scenario = scenarioOfAgents([1, 2, 3].map((number) => defaultAgent(`a${number}`, '127.0.0.1', 2885 + number)))
const keys = new KeyRing(1)
const request: AppRequest = {
  method: 'GET', target: '/api/v1/info', headers: ['Host', '127.0.0.1:2886'], body: new Uint8Array(0), bodyLength: 'none', bodyError: null, remote: '127.0.0.1:40000',
}

/** Rules of all kinds, none of which acts on what is asked here. */
function rulesOf(count: number): RequestRule[] {
  const effect = { kind: 'drop', drop: { how: 'reset' } } as const
  return Array.from({ length: count }, (_, index): RequestRule => {
    const rule = { id: `r${index}`, effect, times: null, count: 'questions' } as const
    switch (index % 4) {
      case 0: return { ...rule, when: { operation: 'agentJoin', nth: index + 1 } }
      case 1: return { ...rule, when: { agent: 'a2', path: '/api/v1/task/*' } }
      case 2: return { ...rule, when: { operation: 'getInfo', via: 'peer', every: 3 } }
      default: return { ...rule, when: { window: { kind: 'time', from: 1e15, to: null } } }
    }
  })
}

const journalled = buildWorld(scenario, keys)
const simulator = new Simulator({ scenario })
const apps = new Map<number, ReturnType<typeof createApp>>()

function appWith(rules: number): ReturnType<typeof createApp> {
  let app = apps.get(rules)
  if (app === undefined) {
    const world = buildWorld({ ...scenario, requestRules: rulesOf(rules) }, keys)
    let wall = 0
    app = createApp({ world: () => world, keys, wallMicros: () => wall++, bug: (error) => { throw error } })
    apps.set(rules, app)
  }
  return app
}

async function run(order: SteerOrder): Promise<void> {
  switch (order.what) {
    case 'journal': {
      const agent = journalled.agents[0]!
      for (let index = 0; index < order.count; index++) {
        journalled.journal.complete(recordRequest(journalled, {
          agent, client: request.remote, via: 'client', transport: 'tcp', method: request.method, target: request.target, operation: null, body: request.body, wall: index,
        }))
      }
      return
    }
    case 'request': {
      const app = appWith(order.rules)
      for (let index = 0; index < order.count; index++) app('a1', request)
      return
    }
    case 'reset': for (let index = 0; index < order.count; index++) await simulator.reset()
  }
}

await simulator.listen()
process.on('message', (order: SteerOrder) => {
  const before = process.cpuUsage()
  void run(order).then(() => {
    const { user, system } = process.cpuUsage(before)
    process.send!((user + system) / order.count)
  })
})
process.on('disconnect', () => void simulator.close())
process.stdout.write('ready\n')
