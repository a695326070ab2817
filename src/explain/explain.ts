import { micros, type Instant, type Micros } from '../clock/index.ts'
import { timeText } from '../app.ts'
import { formatAddress, type Agent } from '../cluster/index.ts'
import type { JournalLimits } from '../journal/index.ts'
import type { Scenario } from '../scenario/index.ts'
import { Simulator } from '../server/index.ts'
import { playTranscript, prepare, standingStill, titleOf, type ReadTranscript, type Step } from '../transcript/index.ts'
import type { Explanation, Row } from './explanation.ts'
import { folded } from './fold.ts'
import { rowsOf, type RowOptions, type Story, type StoryNote } from './rows.ts'
import { staticPart } from './static.ts'
import { withWindows } from './windows.ts'

export interface ExplainOptions extends RowOptions {
  /** How the scenario is called. */
  readonly name: string
  /** Whose asks and moves are made; without one there is just what happens by itself. */
  readonly transcript: { readonly file: string; readonly read: ReadTranscript } | null
}

/** What happens by itself is followed for so long. */
const budget: Micros = micros.h
/** What happens again and again is told so often, and for so many entries of the journal. */
const roundsMin = 3
const entriesMax = 600
/** No story is longer. */
const storyMax = 200_000

/** A story is told from its beginning: nothing of it may be dropped. */
const unbounded: JournalLimits = { entries: 1_000_000, bytes: Number.MAX_SAFE_INTEGER, events: 10_000_000 }

/**
 * Lets a scenario happen, without sockets and with time standing still but where the story moves it, and tells it.
 *
 * @throws SetupError when the set-up is refused; TranscriptError when the transcript names what is not there
 */
export async function explain(scenario: Scenario, { name, transcript, verbose }: ExplainOptions): Promise<Explanation> {
  const simulator = new Simulator({ scenario: { ...standingStill(scenario), journal: unbounded }, control: 'off', keepsSetup: true })
  const { world } = simulator
  const { start } = world.state
  const told = staticPart(scenario, world.agents)
  const startText = timeText(world, start)
  const notes: StoryNote[] = []
  const before = setupEnd(world, start)
  if (before > 0) notes.push({ kind: 'note', after: before, at: start, text: 'The world is ready.' })
  const remarks = transcript === null ? [] : await play(simulator, transcript, notes)
  remarks.push(...goOn(simulator, start))
  const { journal } = simulator.world
  const story: Story = { entries: inOrder(journal.requests(), journal.events()), notes, requestRules: scenario.requestRules, start }
  const rows = folded(withWindows(rowsOf(story, { verbose }), scenario.requestRules))
  return { name, ...told, start: startText, transcript: transcript?.file ?? null, actors: actorsIn(rows, simulator.world.agents), rows, remarks }
}

/** Plays a transcript, and notes what the journal does not tell. @returns what is to be known of it */
async function play(simulator: Simulator, { file, read }: NonNullable<ExplainOptions['transcript']>, notes: StoryNote[]): Promise<string[]> {
  const { world } = simulator
  const place = (): { readonly after: number; readonly at: Instant } => ({ after: world.journal.seq, at: world.now() })
  let asked = place()
  const { mismatches } = await playTranscript(read.document, simulator, {
    prepared: await prepare(read, world, file),
    before: (_index, step) => {
      asked = place()
      const text = noteOf(step)
      if (text !== null) notes.push({ kind: 'note', ...asked, text })
    },
    answered: ({ ask: { agent, from = '', method, path } }, { drop }) => {
      // Where nobody listens nobody writes anything down.
      const isSeen = world.journal.requestsAfter(asked.after).some(({ via }) => via === 'client')
      if (drop !== null && !isSeen) notes.push({ kind: 'missed', ...asked, agent, client: from, what: `${method} ${path}`, why: `${agent} does not run: the connection is ${drop === 'refuse' ? 'refused' : drop}` })
    },
  })
  const differing = new Set(mismatches.map(({ step }) => step)).size
  if (differing === 0) return []
  return [`${differing === 1 ? 'one step' : `${differing} steps`} of ${file} ${differing === 1 ? 'does' : 'do'} not come out as written; \`obshell-sim check\` tells which`]
}

/** The place of the last that happened before the world was ready; what is to happen at its first instant has happened already. */
function setupEnd({ journal }: Simulator['world'], start: Instant): number {
  const lastOf = (items: readonly { readonly seq: number; readonly at: Instant }[]): number => items.findLast(({ at }) => at < start)?.seq ?? 0
  return Math.max(lastOf(journal.requests()), lastOf(journal.events()))
}

/** The agents that rows tell of, in the order of the scenario. */
function actorsIn(rows: readonly Row[], agents: readonly Agent[]): Explanation['actors'] {
  const busy = new Set<string | null>(rows.flatMap((row) => [
    row.agent, ...(row.kind === 'request' && row.via !== 'client' ? [row.from] : []), ...(row.kind === 'action' && row.action.do === 'partition' ? row.action.groups.flat() : []),
  ]))
  return agents.filter(({ name }) => busy.has(name)).map((agent) => ({ name: agent.name, address: formatAddress(agent) }))
}

/** What is left to happen by itself happens. @returns what is to be known of the end */
function goOn({ world }: Simulator, start: Instant): string[] {
  const end = Math.max(world.now(), start) + budget
  const entries = world.journal.seq
  const { state } = world
  const endless = state.timeline.filter(({ when }) => when.kind === 'every' && when.times === null).map(({ id }) => id)
  const goesOn = endless.length === 0 ? [] : [`${endless.map((id) => `\`${id}\``).join(' and ')} ${endless.length === 1 ? 'goes' : 'go'} on and on, and the story ends here`]
  for (;;) {
    const next = world.clock.peek()
    if (next === undefined) return []
    if (next.due > end) return ['the story ends after one hour; more is to happen']
    const told = world.journal.seq - entries
    if (told > storyMax) return ['the story ends here, for it is long; more is to happen']
    if (endless.length > 0 && (told > entriesMax || isAllEndless(world, endless))) return goesOn
    world.next()
  }
}

/** Whether nothing waits but what happens again and again, and has happened some times. */
function isAllEndless(world: Simulator['world'], endless: readonly string[]): boolean {
  const { timelineRuns } = world.state
  return endless.every((id) => (timelineRuns[id] ?? 0) >= roundsMin) && !world.clock.some((event) => event.kind !== 'timeline' || !endless.includes(event.id))
}

/** A step's note, or what a move is. Processes and actions stand in the journal. */
function noteOf(step: Step): string | null {
  if (step.note !== undefined) return step.note
  return 'advance' in step || 'settle' in step || 'until' in step ? titleOf(step) : null
}

function inOrder<A extends { readonly seq: number }, B extends { readonly seq: number }>(a: readonly A[], b: readonly B[]): (A | B)[] {
  const all: (A | B)[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (j >= b.length || (i < a.length && a[i]!.seq < b[j]!.seq)) all.push(a[i++]!)
    else all.push(b[j++]!)
  }
  return all
}
