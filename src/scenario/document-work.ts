import * as z from 'zod/mini'
import { agentName, count, filled, key, length, need, range, said, times } from './document-words.ts'

const dag = (): z.ZodMiniType<string> => z.string()

/** Work as a rule means it: what is left out does not matter. */
export const workCondition = () => said(z.strictObject({
  dag: key(dag(), 'the name of the DAG, as the agent writes it', { values: 'a name; `*` in it stands for any text', json: { suggest: 'dag' } }),
  node: key(z.string(), 'the name of the node', { values: 'a name; `*` in it stands for any text', json: { suggest: 'node' } }),
  agent: key(agentName(), 'whose task it is', { values: 'an agent' }),
  attempt: key(count(), 'only that run of the sub-task: RETRY makes the next one; rollbacks are not counted', { values: 'a whole number from 1', standard: 'all' }),
  operator: key(z.enum(['RUN', 'RETRY', 'ROLLBACK']), 'what the node was sent for', { standard: 'all but `ROLLBACK`' }),
  step: key(z.string(), 'the step of the body before which the rule acts', {
    values: 'the name of a step', standard: 'before the first', json: { suggest: 'step' },
  }),
}), { id: 'work' })

/** A DAG that there is: the newest of that name. */
export const workReference = {
  dag: need(dag(), 'the newest DAG of that name', { values: 'a name; `*` in it stands for any text', json: { suggest: 'dag' } }),
  node: key(z.string(), 'only that node of it', { values: 'a name; `*` in it stands for any text', json: { suggest: 'node' } }),
  agent: key(agentName(), 'only at that agent', { values: 'an agent', standard: 'any' }),
}

/** An error of the agent's catalogue, with the arguments of its template or with a text of its own; or a plain text. */
export const failureShape = {
  errCode: key(z.string(), 'an error of the agent\'s catalogue', { values: 'an errCode', json: { suggest: 'error' } }),
  args: key(z.array(z.union([z.string(), z.number()])), 'the arguments of its template, in order', { values: 'a list of texts and numbers' }),
  message: key(z.string(), 'a text of your own, in place of the template\'s'),
}

export const failure = z.strictObject(failureShape)

export const stateName = () => z.enum(['PENDING', 'READY', 'RUNNING', 'FAILED', 'SUCCEED'])

/** Something that happens: work comes into a state, or a process starts or ends. What goes with what is judged in `resolve-conditions.ts`. */
export const event = () => said(z.strictObject({
  dag: key(dag(), 'a DAG comes into a state', { values: 'a name; `*` in it stands for any text', json: { suggest: 'dag' } }),
  node: key(z.string(), 'or that node of it does', { values: 'a name; `*` in it stands for any text', json: { suggest: 'node' } }),
  agent: key(agentName(), 'at that agent', { values: 'an agent', standard: 'any' }),
  state: key(stateName(), 'the state that it comes into'),
  process: key(z.enum(['started', 'stopped']), 'in place of a DAG: the process of `agent` starts or ends'),
}), { id: 'event' })

export const name = (what = 'what it is called in the journal, and by whoever extends this file') =>
  key(filled('an empty name is none; leave the key out'), what, { values: 'a text', standard: 'its kind and number' })

/**
 * What has to be there together is judged in `resolve-work.ts`, so that a rule which is wrong in one place is still looked at in the others.
 */
export const taskRule = z.strictObject({
  name: name(),
  when: key(workCondition(), 'which runs of which work', { values: 'a map', standard: 'all' }),
  times: key(times(), 'how many runs it decides at most', { values: 'a whole number from 1, `always`', standard: '`always`' }),
  takes: key(z.union([
    range(),
    z.strictObject({ from: need(length(), 'at least'), to: need(length(), 'at most') }),
  ]), 'so long it is RUNNING before anything else; a range is drawn from the seed', {
    values: 'a duration, `2s..10s`, `{ from: 2s, to: 10s }`',
  }),
  logs: key(z.array(z.string()), 'then it writes these lines to its log', { values: 'a list of texts' }),
  data: key(z.record(z.string(), z.unknown()), 'and shows this as `additional_data`', { values: 'a map' }),
  restarts: key(length(), 'then the process of the agent ends, and is back after so long'),
  holds: key(z.boolean(), 'then it stays RUNNING until it is released ([below](#holds))', { standard: 'false' }),
  never: key(z.boolean(), 'it never ends by itself: CANCEL ends it, and its time limit of 3600 s', { standard: 'false' }),
  fails: key(failure, 'then it fails', { values: '`{ errCode, args, message }`' }),
})

export type WorkConditionDocument = z.infer<ReturnType<typeof workCondition>>
export type WorkReferenceDocument = { readonly dag: string; readonly node?: string | undefined; readonly agent?: string | undefined }
export type EventDocument = z.infer<ReturnType<typeof event>>
export type FailureDocument = z.infer<typeof failure>
export type TaskRuleDocument = z.infer<typeof taskRule>
