import { formatDuration, micros, parseDuration, parseMode, policyOf, Random, type ClockMode, type Instant } from '../clock/index.ts'
import type { AppRequest, AppResponse } from '../app.ts'
import { find, lineOfRequest, show, type RequestQuery } from '../journal/index.ts'
import { sealRequest } from '../protocol/index.ts'
import type { Scenario } from '../scenario/index.ts'
import type { Simulator } from '../server/index.ts'
import { advanceUntil, defaultBudget, instantText } from '../steering/index.ts'
import { missing } from './contains.ts'
import { titleOf, type Ask, type Step, type StepOf, type TranscriptDocument } from './document.ts'
import type { Prepared } from './prepare.ts'
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

export interface PlayOptions {
  readonly prepared: Prepared
  /** Of each step in its file, from 1. */
  readonly lines?: readonly number[]
  /** Told before each step. */
  readonly before?: (index: number, step: Step) => void
  /** Told of each answer. */
  readonly answered?: (step: StepOf<'ask'>, got: Got) => void
}

/** A scenario for transcripts and explanations: where its clock follows that on the wall, it stands still instead, so that the same steps give the same bytes. */
export function standingStill(scenario: Scenario): Scenario {
  const { settings } = scenario
  return policyOf(settings.mode).wallFactor === 0 ? scenario : { ...scenario, settings: { ...settings, mode: parseMode('manual') as ClockMode } }
}

/** Plays a transcript in this process and without sockets: the same steps give the same bytes. A step that cannot be carried out is a mismatch. */
export async function playTranscript(transcript: TranscriptDocument, simulator: Simulator, options: PlayOptions): Promise<TranscriptResult> {
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
        options.answered?.(step, got)
        compare(step, got, tell)
      } else {
        move(simulator, step, index, options.prepared, tell)
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
    publicKey: simulator.keys.publicKey(given.oldKey === true ? before(agent) : agent), target: given.path, body: text, expires: expiryOf(given, simulator.world.now()), randomByte: () => Random.below(random, 256),
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

type Agent = NonNullable<ReturnType<Simulator['world']['agent']>>

/** An agent as it was before its last new key. @throws where it has had none */
function before(agent: Agent): Agent {
  if (agent.keyGeneration <= 1) throw new Error(`${agent.name} has had no other key`)
  return { ...agent, keyGeneration: agent.keyGeneration - 1 }
}

/** Unix seconds. */
function expiryOf({ expires }: Ask, now: Instant): number {
  return expires === undefined ? 9_999_999_999 : Math.floor((now + parseDuration(expires)!) / micros.s)
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

/** Carries out what is no ask. @throws SettleError, NotMet */
function move({ world }: Simulator, step: Exclude<Step, StepOf<'ask'>>, index: number, { actions, conditions, queries }: Prepared, tell: Tell): void {
  if ('advance' in step) return world.advanceBy(parseDuration(step.advance)!)
  if ('settle' in step) return world.settle()
  if ('until' in step) return void advanceUntil(world, conditions.get(index)!, step.budget === undefined ? defaultBudget : parseDuration(step.budget)!)
  if ('journal' in step) return look(world, step, queries.get(index)!, tell)
  const refused = world.act(actions.get(index)!, 'control')
  // What an action begins at this instant happens with it.
  world.advanceBy(0)
  if (refused !== null) tell('step', 'something comes of it', refused)
}

/** What the journal says of a request. */
function look(world: Simulator['world'], { contains, count }: StepOf<'journal'>, query: RequestQuery, tell: Tell): void {
  const found = find(world.journal, query)
  const newest = found.at(-1)
  if (count !== undefined && found.length !== count) tell('journal', `${count} of them`, `${found.length} of them`)
  if (newest === undefined) {
    if (count === undefined || contains !== undefined) tell('journal', 'there is such a request', 'there is none')
    return
  }
  if (contains === undefined) return
  const time = (instant: Instant): string => instantText(world, instant)
  const [shown] = show(world.journal, [newest], { time, caused: 'all' })
  const lack = missing(shown, contains)
  if (lack !== null) tell('journal', `the request has ${JSON.stringify(contains)}`, `${lack}\n${lineOfRequest(newest, time)}`)
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
