import { formatDuration, micros, parseDuration, Random, type Instant, type Micros } from '../clock/index.ts'
import type { AppRequest, AppResponse } from '../app.ts'
import type { Action } from '../faults/index.ts'
import { sealRequest } from '../protocol/index.ts'
import type { Simulator } from '../server/index.ts'
import { nodesOf } from '../task/index.ts'
import { missing } from './contains.ts'
import { titleOf, type Ask, type Step, type StepOf, type TranscriptDocument } from './document.ts'
import { prettyJson } from './pretty.ts'

/** What an ask got. */
export interface Got {
  /** 0 where no answer came. */
  readonly status: number
  /** With line breaks; empty when there was none. Of an answer that comes in part, all of it. */
  readonly body: string
  /** How the answer fails to come; null when it comes. */
  readonly drop: string | null
  /** How much later it comes in real time, as people write it; null when it comes at once. It is not waited for. */
  readonly delay: string | null
  /** How much later it comes in the world's time; that passes. */
  readonly waits: string | null
}

/** Something of a step that did not come out as it is written. */
export interface Mismatch {
  /** From 1. */
  readonly step: number
  /** Of the step in its file, from 1; 0 where there is no file. */
  readonly line: number
  readonly title: string
  readonly what: 'status' | 'body' | 'drop' | 'delay' | 'journal' | 'step'
  readonly wanted: string
  readonly got: string
}

export interface TranscriptResult {
  /** What each ask got, by the index of its step. */
  readonly answers: ReadonlyMap<number, Got>
  readonly mismatches: readonly Mismatch[]
}

/** What a step needs beside the simulator: what is told in the words of other rooms. */
export interface PlayOptions {
  /** Actions of `act` steps, by the index of the step: they are read with the file. */
  readonly actions?: ReadonlyMap<number, Action>
  readonly lines?: readonly number[]
  /** Told before each step. */
  readonly before?: (index: number, step: Step) => void
}

/** So much virtual time `until` waits, unless it says. */
const defaultBudget: Micros = 24 * micros.h

/** Plays a transcript in this process and without sockets: the same steps give the same bytes. A step that cannot be carried out is a mismatch. */
export async function playTranscript(transcript: TranscriptDocument, simulator: Simulator, options: PlayOptions = {}): Promise<TranscriptResult> {
  const random = new Random(simulator.world.settings.seed).stream('transcript')
  const answers = new Map<number, Got>()
  const mismatches: Mismatch[] = []
  for (const [index, step] of transcript.steps.entries()) {
    options.before?.(index, step)
    const tell = (what: Mismatch['what'], wanted: string, got: string): void => {
      mismatches.push({ step: index + 1, line: options.lines?.[index] ?? 0, title: titleOf(step), what, wanted, got })
    }
    try {
      if ('ask' in step) {
        const asked = simulator.world.now()
        const got = gotOf(await ask(simulator, step.ask, random), asked)
        answers.set(index, got)
        compare(step, got, tell)
      } else {
        const refused = move(simulator, step, options.actions?.get(index))
        if (refused !== null) tell('step', refused.wanted, refused.got)
      }
    } catch (error) {
      tell('step', 'the step is carried out', error instanceof Error ? error.message : String(error))
    }
  }
  return { answers, mismatches }
}

async function ask(simulator: Simulator, given: Ask, random: ReturnType<Random['stream']>): Promise<AppResponse> {
  const response = await simulator.ask(given.agent, requestOf(simulator, given, random))
  const { world } = simulator
  // In modes in which only a person moves time, too, a transcript waits for what comes later in the world.
  if (response.until !== undefined && response.until > world.now()) world.advanceTo(response.until)
  return response
}

function requestOf(simulator: Simulator, given: Ask, random: ReturnType<Random['stream']>): AppRequest {
  const agent = simulator.world.agent(given.agent)
  if (agent === undefined) throw new Error(`no agent is called '${given.agent}'; there are ${simulator.world.agents.map(({ name }) => name).join(', ')}`)
  const text = given.json === undefined ? null : JSON.stringify(given.json)
  const sealed = given.plain ? null : sealRequest({
    publicKey: simulator.keys.publicKey(agent), target: given.path, body: text, expires: 9_999_999_999, randomByte: () => Random.below(random, 256),
    ...(given.password === undefined ? {} : { password: given.password }),
    ...(given.agentPassword === undefined ? {} : { agentPassword: given.agentPassword }),
  })
  const body = Buffer.from(sealed?.body ?? text ?? '')
  const from = given.from ?? '127.0.0.1'
  return {
    method: given.method, target: given.path,
    headers: [...(sealed?.header ?? []), ...(given.language === undefined ? [] : ['Accept-Language', given.language])],
    body, bodyLength: body.length === 0 ? 'none' : 'length', bodyError: null, remote: /^(?:[^:]+|\[[^\]]*\]):\d+$/.test(from) ? from : `${from}:1`,
  }
}

function gotOf({ status, body, fate, delay, until }: AppResponse, asked: Instant): Got {
  return {
    status, body: prettyJson(body),
    drop: fate === undefined ? null : fate.how === 'reset-after' ? `reset-after ${fate.bytes}` : fate.how === 'slow' ? `slow ${fate.bytesPerSecond}` : fate.how,
    delay: delay === undefined || delay === 0 ? null : formatDuration(delay),
    waits: until === undefined || until === asked ? null : formatDuration(until - asked),
  }
}

type Tell = (what: Mismatch['what'], wanted: string, got: string) => void

function compare(step: StepOf<'ask'>, got: Got, tell: Tell): void {
  if (step.expect === 'dropped' && step.drop === undefined) {
    if (got.drop === null) tell('drop', 'no answer comes', `status ${got.status}`)
  } else if ((step.drop ?? null) !== got.drop) {
    tell('drop', dropText(step.drop ?? null), dropText(got.drop))
  }
  if (got.status === 0) return
  for (const key of ['delay', 'waits'] as const) {
    const wanted = step[key] === undefined ? null : formatDuration(parseDuration(step[key])!)
    if (wanted !== got[key] && (wanted !== null || step.status !== undefined)) tell('delay', `${key}: ${wanted ?? 'none'}`, `${key}: ${got[key] ?? 'none'}`)
  }
  if (step.status !== undefined && step.status !== got.status) tell('status', `status ${step.status}`, `status ${got.status}`)
  if (step.body !== undefined && step.body.trimEnd() !== got.body) tell('body', step.body.trimEnd(), got.body)
  if (step.contains !== undefined) {
    const lack = missing(parsed(got.body), step.contains)
    if (lack !== null) tell('body', `a body that contains ${JSON.stringify(step.contains)}`, `${lack}\n${got.body}`)
  }
}

function dropText(drop: string | null): string {
  return drop === null ? 'an answer comes' : `drop: ${drop}`
}

interface Refusal {
  readonly wanted: string
  readonly got: string
}

/** Carries out what is no ask. @returns what is not as written, or null */
function move(simulator: Simulator, step: Exclude<Step, StepOf<'ask'>>, action: Action | undefined): Refusal | null {
  const { world } = simulator
  if ('advance' in step) {
    world.advanceBy(parseDuration(step.advance)!)
    return null
  }
  if ('settle' in step) {
    world.settle()
    return null
  }
  if ('until' in step) return waitUntil(simulator, step)
  if ('journal' in step) return null
  const refused = world.act('act' in step ? action! : processAction(step), 'control')
  world.advanceBy(0)
  return refused === null ? null : { wanted: 'the action comes to something', got: refused }
}

function processAction(step: Extract<Step, StepOf<'stop'> | StepOf<'start'> | StepOf<'restart'>>): Action {
  if ('stop' in step) return { do: 'stop', agent: step.stop, signal: 'SIGTERM' }
  return 'start' in step ? { do: 'start', agent: step.start } : { do: 'restart', agent: step.restart, signal: 'SIGTERM', downFor: 0 }
}

function waitUntil({ world }: Simulator, { until: { dag, node, agent, state }, budget }: StepOf<'until'>): Refusal | null {
  const stateNow = (): string | null => {
    const work = world.workOf({ dag, ...(agent === undefined ? {} : { agent }) })
    if (work === null || node === undefined) return work?.dag.state ?? null
    return nodesOf(world.tasks(work.agent), work.dag).find(({ name }) => name === node)?.state ?? null
  }
  const limit = budget === undefined ? defaultBudget : parseDuration(budget)!
  if (world.advanceUntil(() => stateNow() === state, limit)) return null
  const now = stateNow()
  return { wanted: `it is ${state} within ${formatDuration(limit)}`, got: now === null ? `there is no such ${node === undefined ? 'DAG' : 'node'}` : `it is ${now}, and nothing changes that` }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
