import { formatDuration, micros } from '../clock/index.ts'
import { fits, type Action, type RequestRule, type TaskRule, type TimelineEntry } from '../faults/index.ts'
import { routeOf } from '../openapi/index.ts'
import type { Path, WarningCode } from './problem.ts'
import type { Scenario } from './scenario.ts'
import { dagsMeant, meet, nodesMeant } from './work-names.ts'

/** Tells what does not do what it seems to. */
export type Warn = (path: Path, code: WarningCode, message: string) => void

/** What agents ask of each other (`ask` in src/dags and src/operations); the operations for which an agent asks all others are among them. */
export const peerOperations: ReadonlySet<string> = new Set([
  'getInfo', 'getSecret', 'getStatus', 'getDag', 'getNode', 'getSubTask', 'getSubTaskLogs', 'getAgentMaintainDag', 'operateDag',
  'rpcAgentJoin', 'rpcAgentRemove', 'rpcAgentToken', 'rpcObDeploy', 'rpcObDestroy', 'rpcObStart', 'rpcObStop',
])

/** How long a sub-task may run (tasks.md §2.1). */
const timeLimit = 3600 * micros.s
const tenYears = 10 * 365 * 24 * micros.h

/** Looks for what a sound scenario says in vain. Only what is certain is told: a warning that is wrong is worse than none. */
export function warnOf(scenario: Omit<Scenario, 'warnings'>, warn: Warn): void {
  scenario.requestRules.forEach((rule, index) => warnOfRequestRule(rule, ['faults', index], scenario, warn))
  scenario.requestRules.forEach((rule, index) => {
    const before = scenario.requestRules.slice(0, index).find((earlier) => isBlanket(earlier) && coversRequests(earlier, rule))
    if (before !== undefined) warn(['faults', index], 'NEVER_MATCHES', shadowed(rule.id, before.id))
  })
  scenario.taskRules.forEach((rule, index) => {
    const before = scenario.taskRules.slice(0, index).find((earlier) => earlier.times === null && coversWork(earlier, rule))
    if (before !== undefined) warn(['tasks', index], 'NEVER_MATCHES', shadowed(rule.id, before.id))
    warnOfEffect(rule, ['tasks', index], warn)
  })
  scenario.timeline.forEach((entry, index) => warnOfEntry(entry, ['timeline', index], scenario, warn))
  warnOfSkew(scenario, warn)
}

function shadowed(id: string, before: string): string {
  return `'${id}' never acts: '${before}' stands before it and takes all that it would, without a limit; put it first, or limit '${before}' with times`
}

function warnOfRequestRule({ id, when, times }: RequestRule, path: Path, { agents }: Pick<Scenario, 'agents'>, warn: Warn): void {
  const { operation, method, path: target, via, client, nth, every, chance, window } = when
  const never = (key: string, why: string): void => warn([...path, 'when', key], 'NEVER_MATCHES', `'${id}' never acts: ${why}`)
  if (nth !== undefined && every !== undefined && nth % every !== 0) never('every', `nth: ${nth} is no multiple of every: ${every}, and both have to fit`)
  if (nth !== undefined && times !== null && times > 1) warn([...path, 'times'], 'DOES_NOTHING', `nth: ${nth} picks one, so that times: ${times} does nothing`)
  if (chance === 0) never('probability', 'its probability is 0')
  if (window?.kind === 'time' && window.to !== null && window.to <= window.from) {
    never('from', `its window ends at ${formatDuration(window.to)}, and begins at ${formatDuration(window.from)}`)
  }
  if (window?.kind === 'after' && window.for === 0) never('for', 'its window is open for 0s')
  const isAgent = client !== undefined && agents.some(({ name }) => name === client)
  if (client !== undefined && via !== undefined && isAgent === (via === 'client')) {
    never('client', via === 'client' ? `'${client}' is an agent, and what agents ask is via peer or forward` : `${client} is no agent, and only agents ask via ${via}`)
  }
  if (operation === undefined) return
  const route = routeOf(operation)
  if (method !== undefined && method !== route.method) never('method', `${operation} is a ${route.method}`)
  if (target !== undefined && !meet(target, route.path.replace(/:\w+/g, '*'))) never('path', `${operation} is at ${route.path.replace(/:(\w+)/g, '{$1}')}`)
  if (via !== undefined && via !== 'peer' && route.path.startsWith('/rpc/')) never('via', `clients do not ask for ${operation}, only agents do: say via: peer, or leave it out`)
  if (via === 'peer' && !peerOperations.has(operation)) never('via', `no agent asks another for ${operation} by itself: say via: client or forward, or leave it out`)
}

/** Whether a rule acts whenever its condition is fitted, at all times. */
function isBlanket({ when: { nth, every = 1, chance = 1_000_000, window }, times }: RequestRule): boolean {
  const always = window === undefined || (window.kind === 'time' && window.from === 0 && window.to === null)
  return times === null && nth === undefined && every === 1 && chance === 1_000_000 && always
}

/** Whether all requests that one rule is for are such that another is for. */
function coversRequests({ when: wide }: RequestRule, { when: narrow }: RequestRule): boolean {
  const method = narrow.method ?? (narrow.operation === undefined ? undefined : routeOf(narrow.operation).method)
  return (wide.operation === undefined || wide.operation === narrow.operation)
    && (wide.method === undefined || wide.method === method)
    && covers(wide.path, narrow.path)
    && (wide.agent === undefined || wide.agent === narrow.agent)
    && (wide.via === undefined || wide.via === narrow.via)
    && (wide.client === undefined || wide.client === narrow.client)
}

/** Whether all runs that one rule is for are such that another is for, at the same step of them. */
function coversWork({ when: wide }: TaskRule, { when: narrow }: TaskRule): boolean {
  return covers(wide.dag, narrow.dag) && covers(wide.node, narrow.node)
    && (wide.agent === undefined || wide.agent === narrow.agent)
    && (wide.attempt === undefined || wide.attempt === narrow.attempt)
    && (wide.operator === undefined ? narrow.operator !== 'ROLLBACK' : wide.operator === narrow.operator)
    && wide.step === narrow.step
}

/** Whether all texts that fit one pattern fit another. A pattern without `*` is one text. */
function covers(wide: string | undefined, narrow: string | undefined): boolean {
  if (wide === undefined || wide === '*') return true
  return narrow !== undefined && (wide === narrow || (!narrow.includes('*') && fits(wide, narrow)))
}

function warnOfEffect({ effect: { takes, logs, data, restarts, holds, never, fails } }: TaskRule, path: Path, warn: Warn): void {
  const least = takes === undefined || typeof takes === 'number' ? takes ?? 0 : takes.least
  const after = Object.entries({ logs, data, restarts, holds, never, fails }).filter(([, said]) => said !== undefined).map(([key]) => key)
  if (least < timeLimit || after.length === 0) return
  warn([...path, 'takes'], 'DOES_NOTHING', `after 3600 s a sub-task has reached its time limit and fails, so that nothing comes of ${after.join(' and ')} after ${formatDuration(least)}`)
}

function warnOfEntry({ id, when, action }: TimelineEntry, path: Path, scenario: Omit<Scenario, 'warnings'>, warn: Warn): void {
  const [key, distance] = when.kind === 'at' ? ['at', when.at] as const : when.kind === 'every' ? ['from', when.from] as const : ['delay', when.delay] as const
  if (distance > tenYears) warn([...path, key], 'FAR_AWAY', `'${id}' is more than ten years away: is that the unit that was meant?`)
  // What waits for something may wait for what a test or a person does: then others know what this goes on with.
  if (when.kind === 'after') return
  const others: readonly Action[] = [...scenario.timeline.map((entry) => entry.action), ...scenario.setup.flatMap((step) => (step.kind === 'act' ? step.action : []))]
  const nothing = (why: string): void => warn([...path, action.do], 'DOES_NOTHING', why)
  switch (action.do) {
    case 'start': {
      const isStopped = others.some((other) => (other.do === 'stop' || other.do === 'restart') && other.agent === action.agent)
        || scenario.taskRules.some(({ when: work, effect }) => effect.restarts !== undefined && (work.agent ?? action.agent) === action.agent)
      if (!isStopped) nothing(`nothing in this scenario stops '${action.agent}', so that there is nothing to start`)
      return
    }
    case 'heal': {
      const cuts = others.flatMap((other) => (other.do === 'partition' ? [other.groups] : []))
      const [one, two] = action.between ?? []
      const isCut = cuts.some((groups) => one === undefined || groups.some((group) => group.includes(one) && groups.some((far) => far !== group && far.includes(two!))))
      if (!isCut) nothing(one === undefined ? 'nothing in this scenario cuts agents off from each other' : `nothing in this scenario cuts '${one}' off from '${two}'`)
      return
    }
    case 'release': {
      const held = [
        ...scenario.taskRules.filter(({ effect }) => effect.holds === true).map((rule) => rule.when),
        ...others.flatMap((other) => (other.do === 'hold' ? [other.when] : [])),
      ]
      const { dag, node, agent } = action.work
      // That such work never is has been told.
      if (!nodesMeant(dagsMeant(dag), node).some(({ isModelled }) => isModelled)) return
      const isHeld = held.some((work) => meet(work.dag ?? '*', dag) && meet(work.node ?? '*', node ?? '*') && (agent === undefined || (work.agent ?? agent) === agent))
      if (!isHeld) nothing('nothing in this scenario holds such work: write holds: true into a rule of tasks, or a hold')
    }
  }
}

/** Clocks that nobody looks at. */
function warnOfSkew({ settings: { auth, encryption }, timeline }: Omit<Scenario, 'warnings'>, warn: Warn): void {
  const why = auth.clock === 'ignore' ? 'auth.clock is ignore, so that no credential expires and no clock can be wrong'
    : encryption ? null : 'encryption is off, so that there are no credentials that could expire'
  if (why === null) return
  if (auth.skew !== 0) warn(['auth', 'skew'], 'DOES_NOTHING', why)
  timeline.forEach(({ action }, index) => {
    if (action.do === 'skew') warn(['timeline', index, 'skew'], 'DOES_NOTHING', why)
  })
}
