import type { SetupDocument } from './document-timeline.ts'
import type { Names } from './names.ts'
import type { Path } from './problem.ts'
import { actionsIn, oneAction, resolveCall } from './resolve-timeline.ts'
import { durationOf, eventCondition } from './resolve-work.ts'
import type { SetupCall, SetupStep } from './scenario.ts'

/** An entry of the set-up: a step, and what it waits for then, which is a step of its own where the step is no call. */
export function resolveSetup(entry: SetupDocument, path: Path, names: Names): SetupStep[] {
  const { file, line, column } = names.places.at(path, 'WRONG_VALUE', '')
  const place = { ...(file !== undefined && { file }), line, column }
  return stepsOf(entry, path, names).map((step) => ({ ...step, place }))
}

function stepsOf(entry: SetupDocument, path: Path, names: Names): SetupStep[] {
  const { call, agent, params, body, advance, settle, until, ...others } = entry
  const isCall = [call, agent, params, body].some((value) => value !== undefined)
  const acts = actionsIn(others)
  const moves = [...(isCall ? ['call'] : []), ...(advance === undefined ? [] : ['advance']), ...(settle === undefined ? [] : ['settle'])]
  if (moves.length > 0 && moves.length + acts.length > 1) names.wrong(path, `one thing at a time, not ${[...moves, ...acts].join(' and ')}: write an entry for each`)
  const waited = typeof until === 'object' ? eventCondition(until, [...path, 'until'], names) : null
  if (isCall) return [resolveSetupCall(entry, typeof until === 'string' ? until : waited, path, names)].flatMap((step) => step ?? [])
  if (typeof until === 'string') {
    names.wrong([...path, 'until'], `only a call makes a DAG that could be ${until}: say which work is meant, { dag: …, state: ${until} }`)
  }
  if (moves.length === 0 && acts.length === 0 && until === undefined) names.wrong(path, 'say what happens: call, advance, settle, until, or an action as in the timeline')
  const action = acts.length === 0 ? null : oneAction(others, path, names)
  return [
    ...(advance === undefined ? [] : [{ kind: 'advance' as const, by: durationOf(advance) }]),
    ...(settle === undefined ? [] : [{ kind: 'settle' as const }]),
    ...(action === null ? [] : [{ kind: 'act' as const, action }]),
    ...(waited === null ? [] : [{ kind: 'wait' as const, until: waited }]),
  ]
}

/** Null where it is none, which is told. */
function resolveSetupCall({ call, agent, params, body }: SetupDocument, until: SetupCall['until'], path: Path, names: Names): SetupCall | null {
  if (typeof call === 'object') {
    for (const [key, value] of Object.entries({ agent, params, body })) {
      if (value !== undefined) names.wrong([...path, key], `'${key}' belongs into the call, or the call is its name alone`, 'WRONG_VALUE', true)
    }
    return { kind: 'call', ...resolveCall(call, [...path, 'call'], names), until }
  }
  if (call === undefined) names.missing(path, 'call')
  if (agent === undefined) names.missing(path, 'agent')
  if (call !== undefined && agent !== undefined) return { kind: 'call', ...resolveCall({ agent, call, params, body }, path, names), until }
  if (call !== undefined) names.isOperation(call, [...path, 'call'])
  if (agent !== undefined) names.agent(agent, [...path, 'agent'])
  return null
}
