import { describeAction, describeTaskEffect } from '../faults/index.ts'
import type { RequestEntry, WorldEvent } from './entry.ts'
import { hidden, hiddenText } from './mask.ts'
import type { WriteTime } from './match.ts'
import type { Condition, EventQuery, RequestQuery } from './query.ts'

/** A request in one line: `#12 2026-01-05T08:30:00Z 127.0.0.1:50112 → a: POST /api/v1/agent/join (agentJoin) 500 Agent.RPC.RequestError: <why>`. */
export function lineOfRequest(entry: RequestEntry, time: WriteTime): string {
  const { seq, at, client, agent, via, method, target, operation, errCode, why, note, rule } = entry
  const from = via === 'client' ? client : `${client} (${via})`
  const came = entry.status === 0 ? 'no answer' : [String(entry.status), ...(errCode === null ? [] : [errCode])].join(' ')
  const after = [
    ...(why === null ? [] : [`: ${why}`]),
    ...(rule === null ? [] : [` [rule '${rule.id}' ${rule.effect}]`]),
    ...(note === null ? [] : [` [${note}]`]),
  ].join('')
  return `#${seq} ${time(at)} ${from} → ${agent}: ${method} ${cut(hiddenText(target))}${operation === null ? '' : ` (${operation})`} ${came}${after}`
}

/** An event in one line: `#15 2026-01-05T08:30:01Z a: DAG 1 'Join self' READY → RUNNING, caused by #12`. */
export function lineOfEvent(event: WorldEvent, time: WriteTime): string {
  const cause = event.cause === null ? '' : `, caused by #${event.cause}`
  return `#${event.seq} ${time(event.at)} ${whatHappened(event)}${cause}`
}

/** What a condition means, in words: `operateDag with {"operator":"ROLLBACK"} of a`. */
export function describe(condition: Condition): string {
  return 'request' in condition ? describeRequests(condition.request) : describeEvents(condition.event)
}

function describeRequests({ operation, method, path, agent, client, via, body, status, errCode, refused, rule, cause, after }: RequestQuery): string {
  const plain = [...(method === undefined ? [] : [method]), ...(path === undefined ? [] : [path])].join(' ')
  const subject = operation === undefined ? (plain === '' ? 'a request' : plain) : `${operation}${plain === '' ? '' : ` (${plain})`}`
  return [
    subject,
    ...(agent === undefined ? [] : [`to ${agent}`]),
    ...(client === undefined ? [] : [`from ${client}`]),
    ...(via === undefined || via === 'client' ? [] : [via === 'any' ? 'from anybody' : `via ${via}`]),
    ...(body === undefined ? [] : [`with ${cut(JSON.stringify(hidden(body)))}`]),
    ...(status === undefined ? [] : [status === 0 ? 'not answered' : `answered ${status}`]),
    ...(errCode === undefined ? [] : [`refused with ${errCode}`]),
    ...(refused === undefined ? [] : [refused ? 'refused' : 'not refused']),
    ...(rule === undefined ? [] : [`on which rule '${rule}' acted`]),
    ...(cause === undefined ? [] : [`caused by #${cause}`]),
    ...(after === undefined ? [] : [`after #${after}`]),
  ].join(' ')
}

function describeEvents({ dag, node, state, agent, process, action, cause, after }: EventQuery): string {
  const where = [...(cause === undefined ? [] : [` caused by #${cause}`]), ...(after === undefined ? [] : [` after #${after}`])].join('')
  const at = agent === undefined ? '' : ` at ${agent}`
  if (process !== undefined) return `the process of ${agent ?? 'any agent'} is ${process}${where}`
  if (action !== undefined) return `the action ${action}${agent === undefined ? '' : ` of ${agent}`}${where}`
  const work = node === undefined ? (dag === undefined ? 'a DAG' : `'${dag}'`) : `'${node}'${dag === undefined ? '' : ` of '${dag}'`}`
  return `${work}${at} is ${state ?? 'in any state'}${where}`
}

function whatHappened(event: WorldEvent): string {
  switch (event.kind) {
    case 'transition': {
      const { agent, level, id, name, dag, dagName, from, to } = event
      const what = level === 'dag' ? `DAG ${id} '${name}'` : `${level} ${id} '${name}' of DAG ${dag} '${dagName}'`
      return `${agent}: ${what} ${from === null ? `is made: ${to}` : `${from} → ${to}`}`
    }
    case 'process': return `${event.agent}: the process ${processInWords(event)}`
    case 'action': return `${describeAction(event.action)}${event.refused === null ? '' : `, but nothing came of it: ${event.refused}`}`
    case 'rule': return `${event.agent}: rule '${event.id}' on run ${event.attempt} of '${event.node}' of DAG ${event.dag} '${event.dagName}': ${describeTaskEffect(event.directive)}`
  }
}

function processInWords({ process, pid, why }: Extract<WorldEvent, { kind: 'process' }>): string {
  if (process === 'refused') return `did not start: ${why ?? ''}`
  return `${process === 'started' ? 'has started' : 'has ended'}${pid === null ? '' : ` (pid ${pid})`}`
}

const cutAt = 200

function cut(text: string): string {
  return text.length > cutAt ? `${text.slice(0, cutAt)}…` : text
}

