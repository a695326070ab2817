import type { Instant } from '../../clock/index.ts'
import { formatAddress } from '../../cluster/index.ts'
import { find, formatVerification, lint, show, showEvent, type Journal, type ShowOptions } from '../../journal/index.ts'
import { eventKinds, eventsOf, instantText, journalQuery, judgedExpectations } from '../../steering/index.ts'
import type { Call } from '../call.ts'
import { kindsOf } from '../kinds.ts'
import { badRequest, ControlProblem, notFound } from '../problem.ts'
import { ok, type Answer, type Route } from '../route.ts'

/** What was asked, why it was refused, what it caused; and what shall have been. */
export const journalRoutes: readonly Route[] = [
  { method: 'GET', path: '/journal', name: 'findRequests', query: null, handle: list },
  { method: 'DELETE', path: '/journal', name: 'clearJournal', handle: clear },
  { method: 'GET', path: '/journal/events', name: 'findEvents', query: ['kinds', 'after', 'limit'], handle: events },
  { method: 'GET', path: '/journal/lint', name: 'lintJournal', handle: lintAll },
  { method: 'GET', path: '/journal/{seq}', name: 'getJournalItem', handle: get },
  { method: 'POST', path: '/verify', name: 'verify', handle: verify },
]

/** So many requests or events are told at once, unless somebody says. */
const limitStandard = 1_000

function list(call: Call): Answer {
  const { world, query } = call
  const caused = call.choice('caused', ['dags', 'all', 'none']) ?? 'dags'
  const parameters = new URLSearchParams(query)
  parameters.delete('caused')
  const { limit = limitStandard, ...rest } = journalQuery(world, parameters)
  world.noteTransitions()
  const { journal } = world
  const entries = find(journal, { ...rest, limit })
  const found = entries.length < limit ? entries.length : find(journal, rest).length
  return ok({ seq: journal.seq, found, dropped: journal.dropped, entries: show(journal, entries, optionsOf(call, caused)) })
}

function events(call: Call): Answer {
  const { world } = call
  const kinds = kindsOf(call, eventKinds)
  const { found, events: shown } = eventsOf(world, { kinds, after: call.whole('after', 0), limit: call.whole('limit', 1) ?? limitStandard })
  return ok({ seq: world.journal.seq, found, dropped: world.journal.dropped, events: shown })
}

function get(call: Call): Answer {
  const { world } = call
  world.noteTransitions()
  const { journal } = world
  const text = call.param('seq')
  const seq = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : 0
  if (seq === 0) throw badRequest(`'${text}' is no place in the journal: they are numbers from 1 on`)
  const request = journal.request(seq)
  if (request !== undefined) return ok(show(journal, [request], optionsOf(call, 'all'))[0])
  const event = journal.event(seq)
  if (event !== undefined) return ok(showEvent(event, optionsOf(call, 'all').time))
  if (seq > journal.seq) throw notFound('Not in the journal', `${seq} has not happened yet: the last is ${journal.seq}`)
  throw notFound('Not in the journal', `${seq} ${goneInWords[journal.whyGone(seq)]}`)
}

/** Why the journal has nothing at a place. */
const goneInWords: Readonly<Record<ReturnType<Journal['whyGone']>, string>> = {
  'set-up': 'happened before the world was ready, and what the set-up did is not kept (obshell-sim explain shows it)',
  cleared: 'was forgotten when the journal was emptied',
  dropped: 'has gone from the journal, which keeps the newest',
}

function clear(call: Call): Answer {
  call.nothing()
  const { journal } = call.world
  const cleared = { requests: journal.requests().length, events: journal.events().length }
  journal.clear()
  return ok({ cleared })
}

function lintAll({ world }: Call): Answer {
  world.noteTransitions()
  return ok(lint(world.journal, { agents: world.agents.map((agent) => ({ name: agent.name, address: formatAddress(agent) })), auth: world.state.auth }))
}

async function verify(call: Call): Promise<Answer> {
  const expected = await call.value()
  const verification = judgedExpectations(call.world, expected)
  const { failures, notes } = verification
  if (verification.ok) return ok({ ok: true, notes })
  const title = failures.length === 1 ? 'An expectation is not met' : `${failures.length} expectations are not met`
  throw new ControlProblem(422, title, formatVerification(verification), { failures, notes })
}

function optionsOf({ world }: Call, caused: NonNullable<ShowOptions['caused']>): ShowOptions {
  return { time: (instant: Instant) => instantText(world, instant), caused }
}
