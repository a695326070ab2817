import * as z from 'zod/mini'
import { observerStart, observerVersion } from './document-agents.ts'
import { agentName, duration, filled, interval, key, length, need, place, said, times, version } from './document-words.ts'
import { event, failureShape, name, workCondition, workReference } from './document-work.ts'

const signal = () => key(z.enum(['SIGTERM', 'SIGKILL']), 'SIGTERM ends it cleanly, SIGKILL in the middle of things', { standard: '`SIGTERM`' })
const anAgent = () => need(agentName(), 'the agent')
const password = () => z.union([z.null(), filled('an empty password is none; write null')])
const lock = () => said(z.union([
  agentName(),
  z.strictObject({ agent: anAgent(), lock: key(z.enum(['global', 'obproxy']), 'which lock', { standard: '`global`' }) }),
]), { id: 'lock' })

/** What people may let happen, each under its own key. */
export const actions = {
  stop: key(z.union([agentName(), z.strictObject({ agent: anAgent(), signal: signal() })]), 'the process of an agent ends', {
    values: 'an agent, `{ agent, signal }`',
  }),
  start: key(agentName(), 'it starts', { values: 'an agent' }),
  restart: key(z.union([
    agentName(),
    z.strictObject({ agent: anAgent(), downFor: key(length(), 'how long it is away', { standard: '`1s`' }), signal: signal() }),
  ]), 'it ends, and is back after a while', {
    values: 'an agent, `{ agent, downFor, signal }`',
  }),
  observer: key(z.strictObject({
    agent: anAgent(),
    version: key(observerVersion(), 'the version of its binary from now on', { values: 'such as `4.2.1.0-100000102023092807`, `none`' }),
    start: key(observerStart(), 'what happens when a task starts it from now on', { values: '`ok`, `hangs`, `{ exits: 1, prints: "no disk" }`' }),
    stop: key(z.literal(true), 'the one that runs ends', { values: '`true`' }),
  }), 'an observer ends, or is another from now on', { values: '`{ agent, version, start, stop }`' }),
  partition: key(z.union([z.array(agentName()), z.array(z.array(agentName()))]), 'agents of different groups do not reach each other, while clients reach all', {
    values: '`[ a, b ]`, or groups `[ [a], [b, c] ]`',
  }),
  heal: key(z.union([z.literal('all'), z.array(agentName())]), 'all reach each other again, or these two do', { values: '`all`, `[ a, b ]`' }),
  agentPassword: key(z.strictObject({
    agent: anAgent(),
    password: need(password(), 'null takes it away', { values: 'a text, `null`' }),
  }), 'an agent password is another', {
    values: '`{ agent, password }`',
  }),
  rootPassword: key(z.strictObject({
    password: need(password(), 'null: the agents know none', { values: 'a text, `null`' }),
    agents: key(z.array(agentName()), 'who knows it', { values: 'a list of agents', standard: 'all' }),
  }), 'the password of root@sys is another', { values: '`{ password, agents }`' }),
  newKey: key(agentName(), 'a new RSA key: what clients have stored is of no use any more', { values: 'an agent' }),
  address: key(z.strictObject({
    agent: anAgent(),
    address: need(place(), 'an address', { values: '`host:port`' }),
  }), 'what it believes to be its address when it starts the next time; only a SINGLE agent starts with another', {
    values: '`{ agent, address }`',
  }),
  obshell: key(z.strictObject({ agent: anAgent(), version: need(version(), 'a version') }), 'the version that it is of when it starts the next time', {
    values: '`{ agent, version }`',
  }),
  lock: key(lock(), 'a maintenance lock that no DAG holds', { values: 'an agent, `{ agent, lock }`' }),
  unlock: key(lock(), 'it is freed', { values: 'an agent, `{ agent, lock }`' }),
  skew: key(duration(), 'how far the clock by which credentials expire is ahead'),
  hold: key(workCondition(), 'such work is held where it is, or where it begins', { values: '`{ dag, node, agent, attempt, operator, step }`' }),
  release: key(z.strictObject(workReference), 'what is held goes on, and is held no more', { values: '`{ dag, node, agent }`' }),
  fail: key(z.strictObject({ ...workReference, ...failureShape }), 'what is RUNNING of it fails at this instant', {
    values: '`{ dag, node, agent, errCode, args, message }`',
  }),
  operator: key(z.strictObject({
    ...workReference,
    operator: need(z.enum(['RETRY', 'ROLLBACK', 'CANCEL', 'PASS']), 'the operator'),
  }), 'an operator is sent to it, as a client would', {
    values: '`{ dag, node, agent, operator }`',
  }),
}

export const call = () => said(z.strictObject({
  agent: anAgent(),
  call: need(z.string(), 'an operationId', { values: 'an operation', json: { suggest: 'operation' } }),
  params: key(z.record(z.string(), z.union([z.string(), z.number()])), 'what stands in its path', { values: 'a map' }),
  body: key(z.unknown(), 'its body'),
}), { id: 'call' })

/** What has to be there together is judged in `resolve-timeline.ts`. */
export const timelineEntry = z.strictObject({
  name: name(),
  at: key(length(), 'so long after the world was ready'),
  after: key(event(), 'or: when this has happened', { values: '`{ dag, node, agent, state }`, `{ agent, process }`' }),
  delay: key(length(), 'with `after`: so long after it', { standard: '`0s`' }),
  every: key(interval(), 'or: again and again, so far apart'),
  from: key(length(), 'with `every`: the first time so long after the world was ready', { standard: 'the length of `every`' }),
  times: key(times(), 'with `after` and `every`: how often', { values: 'a whole number from 1, `always`', standard: '1 with `after`, `always` with `every`' }),
  ...actions,
  call: key(call(), 'a request, made by a client that knows the passwords', { values: '`{ agent, call, params, body }`' }),
})

/** A step of the set-up: a call, a move of time, or something that happens; what goes with what is judged in `resolve-setup.ts`. */
export const setupStep = z.strictObject({
  name: name('what it is called by whoever extends this file'),
  call: key(z.union([z.string(), call()]), 'a call, made by a client that knows the passwords', { values: 'an operation', json: { suggest: 'operation' } }),
  agent: key(agentName(), 'with `call`: the agent that is asked', { values: 'an agent' }),
  params: key(z.record(z.string(), z.union([z.string(), z.number()])), 'with `call`: what stands in its path', { values: 'a map' }),
  body: key(z.unknown(), 'with `call`: its body'),
  advance: key(length(), 'time moves on by so much'),
  settle: key(z.literal(true), 'all work comes to its end, or to where it is held', { values: '`true`' }),
  ...actions,
  until: key(z.union([
    z.enum(['SUCCEED', 'FAILED']),
    event(),
  ]), 'how the DAG that the call makes has to end, or what has to be so, before the next step: time passes until then', {
    values: '`SUCCEED`, `FAILED`, `{ dag, node, agent, state }`, `{ agent, process }`', standard: 'the next step follows at once',
  }),
})

export type ActionsDocument = { [K in keyof typeof actions]?: z.infer<(typeof actions)[K]> }
export type CallDocument = z.infer<ReturnType<typeof call>>
export type TimelineDocument = z.infer<typeof timelineEntry>
export type SetupDocument = z.infer<typeof setupStep>
