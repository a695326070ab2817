import { formatVersion, hostOf, parseVersion, portOf, type Version } from '../cluster/index.ts'
import type { Action, TimelineEntry, Trigger } from '../faults/index.ts'
import { routeOf } from '../openapi/index.ts'
import { actions, type ActionsDocument, type CallDocument, type TimelineDocument } from './document-timeline.ts'
import type { Names } from './names.ts'
import type { Path } from './problem.ts'
import { durationOf, eventCondition, taskCondition, taskFailure, timesOf, workReference } from './resolve-work.ts'

/** An entry of the timeline. @param id its name where it has none */
export function resolveTimelineEntry(entry: TimelineDocument, id: string, path: Path, names: Names): TimelineEntry {
  return { id: entry.name ?? id, when: triggerOf(entry, path, names), action: oneAction(entry, path, names) ?? nothing }
}

/** Where none could be read, and that has been told. */
const nothing: Action = { do: 'skew', skew: 0 }

type Doings = ActionsDocument & { readonly call?: CallDocument | undefined }

const actionKeys = [...Object.keys(actions), 'call'] as (keyof Doings)[]

/** The keys of actions that an entry has. */
export function actionsIn(entry: Doings): (keyof Doings)[] {
  return actionKeys.filter((key) => entry[key] !== undefined)
}

function triggerOf({ at, after, delay, every, from, times }: TimelineDocument, path: Path, names: Names): Trigger {
  const said = Object.entries({ at, after, every }).filter(([, value]) => value !== undefined).map(([key]) => key)
  if (said.length !== 1) {
    names.wrong(path, said.length === 0 ? 'say when it happens: at, after or every' : `say once when it happens, not with ${said.join(' and ')}`)
  } else {
    const alien = Object.entries({ delay: 'after', from: 'every', ...(at !== undefined && { times: 'after or every' }) })
      .filter(([key, with_]) => ({ delay, from, times })[key as 'delay'] !== undefined && !with_.includes(said[0]!))
    for (const [key, with_] of alien) names.wrong([...path, key], `'${key}' goes with ${with_}, not with ${said[0]}`, 'WRONG_VALUE', true)
  }
  if (after !== undefined) {
    return { kind: 'after', event: eventCondition(after, [...path, 'after'], names), delay: delay === undefined ? 0 : durationOf(delay), times: timesOf(times, 1) }
  }
  if (every !== undefined) return { kind: 'every', every: durationOf(every), from: durationOf(from ?? every), times: timesOf(times) }
  return { kind: 'at', at: at === undefined ? 0 : durationOf(at) }
}

/** The one action of an entry; null where there is none or more than one, which is told. */
export function oneAction(entry: Doings, path: Path, names: Names): Action | null {
  const said = actionsIn(entry)
  if (said.length === 0) names.wrong(path, `say what happens, one of ${actionKeys.join(', ')}`)
  else if (said.length > 1) names.wrong(path, `one thing happens at a time, not ${said.join(' and ')}: write an entry for each`)
  const results = said.map((key) => actionOf(key, entry, [...path, key], names))
  return said.length === 1 ? results[0]! : null
}

function actionOf(key: keyof Doings, all: Doings, path: Path, names: Names): Action {
  const named = (text: string, ...under: string[]): string => names.agent(text, [...path, ...under])
  const each = (texts: readonly string[], ...under: PropertyKey[]): string[] => texts.map((text, index) => names.agent(text, [...path, ...under, index]))
  switch (key) {
    case 'stop': {
      const { agent, signal = 'SIGTERM' } = mapOf(all.stop!)
      return { do: 'stop', agent: named(agent, ...inMap(all.stop!)), signal }
    }
    case 'start': return { do: 'start', agent: named(all.start!) }
    case 'restart': {
      const { agent, downFor = '1s', signal = 'SIGTERM' } = mapOf<{ agent: string; downFor?: string; signal?: 'SIGTERM' | 'SIGKILL' }>(all.restart as never)
      return { do: 'restart', agent: named(agent, ...inMap(all.restart!)), signal, downFor: durationOf(downFor) }
    }
    case 'observer': {
      const { agent, version, start, stop } = all.observer!
      if (version === undefined && start === undefined && stop === undefined) names.wrong(path, 'say what becomes of the observer: version, start or stop')
      return {
        do: 'observer', agent: named(agent, 'agent'),
        ...(version !== undefined && { version: version === 'none' ? null : version }),
        ...(start !== undefined && { start: typeof start === 'string' ? start : { exits: start.exits, prints: start.prints ?? '' } }),
        ...(stop !== undefined && { stop }),
      }
    }
    case 'partition': return { do: 'partition', groups: groupsOf(all.partition!, path, names) }
    case 'heal': {
      if (all.heal === 'all') return { do: 'heal' }
      const pair = each(all.heal!)
      if (pair.length !== 2 || pair[0] === pair[1]) names.wrong(path, 'write all, or two agents such as [ a, b ]')
      return { do: 'heal', between: [pair[0] ?? '', pair[1] ?? ''] }
    }
    case 'agentPassword': return { do: 'agentPassword', agent: named(all.agentPassword!.agent, 'agent'), password: all.agentPassword!.password }
    case 'rootPassword': {
      const { password, agents } = all.rootPassword!
      return { do: 'rootPassword', agents: agents === undefined ? names.agents.map(({ name }) => name) : each(agents, 'agents'), password }
    }
    case 'newKey': return { do: 'newKey', agent: named(all.newKey!) }
    case 'address': {
      const { agent, address } = all.address!
      return { do: 'address', agent: named(agent, 'agent'), ip: hostOf(address), port: Number(portOf(address)) }
    }
    case 'obshell': return { do: 'obshell', agent: named(all.obshell!.agent, 'agent'), version: formatVersion(parseVersion(all.obshell!.version) as Version) }
    case 'lock':
    case 'unlock': {
      const value = all[key]!
      const { agent, lock = 'global' } = mapOf(value)
      return { do: key, agent: named(agent, ...inMap(value)), lock }
    }
    case 'skew': return { do: 'skew', skew: durationOf(all.skew!) }
    case 'hold': return { do: 'hold', when: taskCondition(all.hold!, path, names) }
    case 'release': return { do: 'release', work: workReference(all.release!, path, names) }
    case 'fail': {
      const { dag, node, agent, ...failure } = all.fail!
      return { do: 'fail', work: workReference({ dag, node, agent }, path, names), failure: taskFailure(failure, path, names) }
    }
    case 'operator': return { do: 'operator', work: workReference(all.operator!, path, names), operator: all.operator!.operator }
    case 'call': return { do: 'call', ...resolveCall(all.call!, path, names) }
  }
}

/** A call, its names looked up. */
export function resolveCall({ agent, call, params, body }: CallDocument, path: Path, names: Names): {
  readonly agent: string; readonly call: string; readonly params: Readonly<Record<string, string>>; readonly body: unknown
} {
  const texts = Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, String(value)]))
  if (names.isOperation(call, [...path, 'call'])) {
    const { params: wanted } = routeOf(call)
    const lacking = wanted.filter((name) => texts[name] === undefined)
    if (lacking.length > 0) names.wrong([...path, 'call'], `${call} has ${lacking.join(', ')} in its path: give it in params`)
    for (const name of Object.keys(texts).filter((name) => !wanted.includes(name))) {
      names.wrong([...path, 'params', name], `${call} has no '${name}' in its path${wanted.length === 0 ? '' : `, but ${wanted.join(', ')}`}`, 'UNKNOWN_KEY', true)
    }
  }
  return { agent: names.agent(agent, [...path, 'agent']), call, params: texts, body: body ?? null }
}

/** A list of agents is a group of one for each. */
function groupsOf(partition: readonly string[] | readonly (readonly string[])[], path: Path, names: Names): string[][] {
  const groups = partition.map((group, index) => (typeof group === 'string'
    ? [names.agent(group, [...path, index])]
    : group.map((text, inner) => names.agent(text, [...path, index, inner]))))
  const seen = new Set<string>()
  for (const name of groups.flat()) {
    if (seen.has(name)) names.wrong(path, `agent '${name}' cannot be on both sides`)
    seen.add(name)
  }
  if (groups.length < 2 || groups.some((group) => group.length === 0)) names.wrong(path, 'write at least two agents such as [ a, b ], or groups of them such as [ [a], [b, c] ]')
  return groups
}

/** An agent alone stands for a map with nothing else. */
function mapOf<T extends { readonly agent: string }>(value: string | T): T | { readonly agent: string } & Partial<T> {
  return typeof value === 'string' ? { agent: value } as { readonly agent: string } & Partial<T> : value
}

function inMap(value: string | object): string[] {
  return typeof value === 'string' ? [] : ['agent']
}

