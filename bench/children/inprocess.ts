/**
 * The command's HTTP code over a connection that is no socket, under a profiler. A profiler stops a process where it next leaves the kernel, so
 * that with sockets nearly all time would seem to go into writing to them. Told what to ask, it answers with a profile.
 *
 * @module
 */
import { Session, type Profiler } from 'node:inspector'
import { Duplex } from 'node:stream'
import { defaultAgent, scenarioOfAgents } from '../../src/scenario/index.ts'
import { Simulator } from '../../src/server/index.ts'
import { formatGenericId } from '../../src/task/index.ts'
import { samplingMicros } from '../profile.ts'
import { requestOf, Response200 } from './request.ts'

export interface ProfileOrder {
  /** `info`, or the first DAG of the agent with a credential. */
  readonly asked: 'info' | 'dag'
  readonly count: number
}

const simulator = new Simulator({ scenario: scenarioOfAgents([{ ...defaultAgent('a', '127.0.0.1', 2886), identity: 'MASTER', zone: 'zone1' }]) })

/** The client's end and the server's in one: what the server writes is looked at, and the next request pushed. */
class Loop extends Duplex {
  readonly #requests: Iterator<Buffer>
  readonly #response = new Response200()
  readonly #done: () => void

  constructor(requests: readonly Buffer[], done: () => void) {
    super()
    this.#requests = requests.values()
    this.#done = done
    this.#send()
  }

  override _read(): void {
    // Requests come when the ones before are answered.
  }

  override _write(piece: Buffer, _encoding: BufferEncoding, written: () => void): void {
    if (this.#response.take(piece)) process.nextTick(() => this.#send())
    written()
  }

  #send(): void {
    const { value, done } = this.#requests.next()
    if (done !== true) return void this.push(value)
    this.destroy()
    this.#done()
  }
}

async function run(requests: readonly Buffer[]): Promise<void> {
  const front = simulator.front('a')
  await new Promise<void>((resolve) => front.emit('connection', new Loop(requests, resolve)))
}

async function profiled({ asked, count }: ProfileOrder): Promise<Profiler.Profile> {
  const { world } = simulator
  const agent = world.agents[0]!
  const { id, type } = world.tasks(agent).dags[0]!
  const request = asked === 'info'
    ? { host: '127.0.0.1:2886', target: '/api/v1/info' }
    : { host: '127.0.0.1:2886', target: `/api/v1/task/dag/${formatGenericId(agent, id, type)}`, publicKey: world.publicKey(agent) }
  const requests = (): Buffer[] => Array.from({ length: count }, () => requestOf(request))
  const [warming, measured] = [requests(), requests()]
  await run(warming)
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.setSamplingInterval', { interval: samplingMicros })
  await new Promise<void>((resolve) => session.post('Profiler.start', () => resolve()))
  await run(measured)
  return new Promise((resolve) => session.post('Profiler.stop', (_error, { profile }) => resolve(profile)))
}

process.on('message', (order: ProfileOrder) => void profiled(order).then((profile) => process.send!(profile)))
process.stdout.write('ready\n')
