import { micros, type Instant, type Micros } from '../clock/index.ts'
import { timeText } from '../app.ts'
import type { JournalLimits } from '../journal/index.ts'
import type { Scenario } from '../scenario/index.ts'
import { Simulator } from '../server/index.ts'
import { playTranscript, titleOf, type LoadedTranscript, type Step } from '../transcript/index.ts'
import type { Explanation } from './explanation.ts'
import { folded } from './fold.ts'
import { rowsOf, type RowOptions, type Story } from './rows.ts'
import { staticPart } from './static.ts'
import { withWindows } from './windows.ts'

export interface ExplainOptions extends RowOptions {
  /** How the scenario is called. */
  readonly name: string
  /** Whose asks and moves are made; without one there is just what happens by itself. */
  readonly transcript: { readonly file: string; readonly loaded: LoadedTranscript } | null
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
 * @throws SetupError when the set-up is refused
 */
export async function explain(scenario: Scenario, { name, transcript, verbose }: ExplainOptions): Promise<Explanation> {
  const simulator = new Simulator({ scenario: { ...scenario, journal: unbounded }, control: 'off', keepsSetup: true })
  const { world } = simulator
  const { start } = world.state
  const told = staticPart(scenario, world.agents)
  const startText = timeText(world, start)
  const notes: Story['notes'][number][] = world.journal.seq === 0 ? [] : [{ after: world.journal.seq, at: start, text: 'The world is ready.' }]
  const remarks: string[] = []
  if (transcript !== null) {
    const { read, actions } = transcript.loaded
    const { mismatches } = await playTranscript(read.document, simulator, {
      actions, before: (_index, step) => {
        const text = noteOf(step)
        if (text !== null) notes.push({ after: simulator.world.journal.seq, at: simulator.world.now(), text })
      },
    })
    if (mismatches.length > 0) remarks.push(`${new Set(mismatches.map(({ step }) => step)).size} steps of the transcript do not come out as written: obshell-sim check ${transcript.file}`)
  }
  remarks.push(...goOn(simulator, start))
  const { journal } = simulator.world
  const story: Story = { entries: inOrder(journal.requests(), journal.events()), notes, requestRules: scenario.requestRules, start }
  return {
    name, ...told, start: startText, transcript: transcript?.file ?? null,
    rows: folded(withWindows(rowsOf(story, { verbose }), scenario.requestRules)), remarks,
  }
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
