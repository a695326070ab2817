import { parseDuration, Random } from '../clock/index.ts'
import type { AppRequest } from '../app.ts'
import { sealRequest } from '../protocol/index.ts'
import type { Scenario } from '../scenario/index.ts'
import { Simulator } from '../server/index.ts'
import type { Ask, TranscriptDocument } from './document.ts'
import { prettyJson } from './pretty.ts'

/** What an ask got. */
export interface Got {
  readonly status: number
  /** With line breaks; empty when there was none. */
  readonly body: string
}

/** A step that did not come out as it is written. */
export interface Mismatch {
  /** From 1. */
  readonly step: number
  readonly title: string
  readonly wanted: string
  readonly got: string
}

export interface TranscriptResult {
  /** What each ask got, by the index of its step. */
  readonly answers: ReadonlyMap<number, Got>
  readonly mismatches: readonly Mismatch[]
}

/** Runs a transcript against a scenario, in this process and without sockets: the same steps give the same bytes. */
export async function runTranscript(transcript: TranscriptDocument, scenario: Scenario): Promise<TranscriptResult> {
  const simulator = new Simulator({ scenario, control: 'off' })
  const random = new Random(scenario.settings.seed).stream('transcript')
  const answers = new Map<number, Got>()
  const mismatches: Mismatch[] = []
  for (const [index, step] of transcript.steps.entries()) {
    if ('ask' in step) {
      const response = await simulator.ask(step.ask.agent, requestOf(simulator, step.ask, random))
      const got = { status: response.status, body: prettyJson(response.body) }
      answers.set(index, got)
      const title = `${step.ask.method} ${step.ask.path} at ${step.ask.agent}`
      if (step.status !== undefined && step.status !== got.status) mismatches.push({ step: index + 1, title, wanted: `status ${step.status}`, got: `status ${got.status}` })
      if (step.body !== undefined && step.body.trimEnd() !== got.body) mismatches.push({ step: index + 1, title, wanted: step.body.trimEnd(), got: got.body })
      if (step.contains !== undefined && !contains(parsed(response.body), step.contains)) {
        mismatches.push({ step: index + 1, title, wanted: `a body with ${JSON.stringify(step.contains)}`, got: got.body })
      }
    } else {
      move(simulator, step)
    }
  }
  return { answers, mismatches }
}

function requestOf(simulator: Simulator, ask: Ask, random: ReturnType<Random['stream']>): AppRequest {
  const agent = simulator.world.agent(ask.agent)
  if (agent === undefined) throw new Error(`no agent is called '${ask.agent}'; there are ${simulator.world.agents.map(({ name }) => name).join(', ')}`)
  const text = ask.json === undefined ? null : JSON.stringify(ask.json)
  const sealed = ask.plain ? null : sealRequest({
    publicKey: simulator.keys.publicKey(agent), target: ask.path, body: text, expires: 9_999_999_999, randomByte: () => Random.below(random, 256),
    ...(ask.password === undefined ? {} : { password: ask.password }),
    ...(ask.agentPassword === undefined ? {} : { agentPassword: ask.agentPassword }),
  })
  const body = Buffer.from(sealed?.body ?? text ?? '')
  return {
    method: ask.method, target: ask.path,
    headers: [...(sealed?.header ?? []), ...(ask.language === undefined ? [] : ['Accept-Language', ask.language])],
    body, bodyLength: body.length === 0 ? 'none' : 'length', bodyError: null, remote: '127.0.0.1:1',
  }
}

function move(simulator: Simulator, step: Exclude<TranscriptDocument['steps'][number], { ask: unknown }>): void {
  const { world } = simulator
  if ('advance' in step) {
    const duration = parseDuration(step.advance)
    if (duration === null) throw new Error(`'${step.advance}' is not a duration: write it like 500ms, 5s or 1h30m`)
    world.advanceBy(duration)
  } else if ('settle' in step) {
    world.settle()
  } else {
    const name = 'stop' in step ? step.stop : step.start
    const agent = world.agent(name)
    if (agent === undefined) throw new Error(`no agent is called '${name}'`)
    if ('stop' in step) world.stop(agent)
    else world.start(agent)
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}

/** Maps: every key that is wanted; lists: as many items, each containing its own; all else equal. */
function contains(whole: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) return Array.isArray(whole) && whole.length === wanted.length && wanted.every((item, index) => contains(whole[index], item))
  if (typeof wanted === 'object' && wanted !== null) {
    return typeof whole === 'object' && whole !== null && Object.entries(wanted).every(([key, value]) => contains((whole as Record<string, unknown>)[key], value))
  }
  return whole === wanted
}
