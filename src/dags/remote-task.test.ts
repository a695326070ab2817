import { describe, expect, test } from 'vitest'
import type { Dag, PeerReply, Template } from '../task/index.ts'
import { LoneAgent } from './testing/lone-agent.ts'

const follower = { ip: '10.10.10.2', port: 2886 }
const name = 'Create observer workdir'
const path = '/api/v1/task/dag/21'

/** A DAG with one sub-task, which the follower is to do. */
const template: Template = {
  name: 'work', maintenance: 'global', params: { 'dirs@10.10.10.2:2886': { homePath: '/home/b' } }, nodes: [{ name, executeAgents: [follower] }],
}

/** The follower's DAG as it answers with it. */
function shown(state: string, more: { name?: string; id?: string; operator?: string; lines?: string[] } = {}): PeerReply {
  const lines = more.lines
  return {
    kind: 'answer',
    data: {
      id: more.id ?? '21', dag_id: 1, name: more.name ?? name, stage: 1, max_stage: 1, state, operator: more.operator ?? 'RUN',
      nodes: lines === undefined ? null : [{ sub_tasks: [{ name: more.name ?? name, task_logs: lines }] }],
    },
  }
}

const done = { kind: 'answer', data: undefined } as const
const gone: PeerReply = { kind: 'failed', failure: { kind: 'plain', text: 'gone' } }
const refusal: PeerReply = { kind: 'refused', failure: { kind: 'coded', errCode: 'Agent.RPC.RequestError', args: ['GET', '/x', '10.10.10.2:2886', 'no'] } }
const running = `remote task 21 ${name} running [1/1]`

function ran(replies: PeerReply[], seconds: number): { lone: LoneAgent; dag: Dag } {
  const lone = LoneAgent.master()
  lone.replies = replies
  return { lone, dag: lone.run(template, seconds) }
}

/** What was asked: operation, and the operator where there was one. */
function asked(lone: LoneAgent): string[] {
  return lone.asked.map(({ operation, body }) => [operation, (body as { operator?: string } | undefined)?.operator].filter(Boolean).join(' '))
}

describe('a task of a follower', () => {
  test('is asked for, looked at each second, and its log is copied', () => {
    const { lone, dag } = ran([shown('READY'), shown('RUNNING', { lines: [] }), shown('SUCCEED', { lines: ['one', 'two'] })], 5)
    expect(dag.state).toBe('SUCCEED')
    expect(lone.logs(dag)).toEqual(['retry flag: false', running, running, `task ${name}: one`, `task ${name}: two`])
    expect(lone.asked.map(({ to, operation, params, body }) => [to, operation, params, body])).toEqual([
      [follower, 'rpcObDeploy', undefined, { dirs: { homePath: '/home/b' } }],
      [follower, 'getDag', { id: '21' }, undefined],
      [follower, 'getDag', { id: '21' }, undefined],
    ])
  })

  test('that fails fails here, too', () => {
    const { lone, dag } = ran([shown('READY'), shown('FAILED', { lines: ['ERROR: x'] })], 5)
    expect([dag.state, lone.logs(dag).slice(-2)]).toEqual(['FAILED', [`task ${name}: ERROR: x`, `ERROR: Task.RemoteTask.Failed 21 ${name}`]])
  })

  test('that is refused is asked for half a minute, for its refusal has no data', () => {
    const { lone, dag } = ran([refusal], 40)
    const lines = lone.logs(dag)
    expect([dag.state, lines[1], lines[30], lines.length]).toEqual([
      'FAILED', 'WARN: request /rpc/v1/ob/deploy failed: Response data is empty [0/30]', 'WARN: request /rpc/v1/ob/deploy failed: Response data is empty [29/30]', 32,
    ])
    expect(lines[31]).toBe('ERROR: Agent.RPC.RequestFailed POST /rpc/v1/ob/deploy 10.10.10.2:2886 retry 30 times')
  })

  test('that nobody answers for any more is given up after thirty looks in a row', () => {
    const { lone, dag } = ran([shown('READY'), gone, shown('RUNNING', { lines: [] }), gone], 50)
    const lines = lone.logs(dag)
    expect([dag.state, lines[1], lines[2], lines[3]]).toEqual(['FAILED', 'WARN: watch dag failed, count 1, err: gone', running, 'WARN: watch dag failed, count 1, err: gone'])
    expect(lines.slice(-2)).toEqual(['WARN: watch dag failed, count 30, err: gone', `ERROR: Agent.RPC.RequestFailed GET ${path} 10.10.10.2:2886 retry 30 times`])
  })

  test('whose follower refuses the look fails at once', () => {
    const { lone, dag } = ran([shown('READY'), refusal], 5)
    expect([dag.state, lone.logs(dag).at(-1)]).toEqual(['FAILED', `ERROR: Agent.RPC.RequestError GET ${path} 10.10.10.2:2886 no`])
  })

  test('that hangs there is no work here', () => {
    const { lone, dag } = ran([shown('READY'), shown('RUNNING', { lines: [] })], 5)
    expect(lone.engine.hasWork()).toBe(true)
    lone.hanging.add('10.10.10.2:2886/1')
    expect([dag.state, lone.engine.hasWork()]).toEqual(['RUNNING', false])
  })

  test('goes on with the DAG that is there after a restart', () => {
    const { lone, dag } = ran([shown('READY'), shown('RUNNING', { lines: [] })], 2.5)
    lone.engine.stop()
    lone.asked.length = 0
    lone.replies = [shown('SUCCEED', { lines: ['x'] })]
    lone.engine.start()
    lone.advance(2)
    expect([dag.state, asked(lone), lone.logs(dag).slice(-2)]).toEqual(['SUCCEED', ['getAgentMaintainDag'], ['retry flag: false', `task ${name}: x`]])
  })
})

describe('RETRY', () => {
  test('rolls the follower\'s DAG back and retries it', () => {
    const { lone, dag } = ran([shown('READY'), shown('FAILED', { lines: ['x'] })], 5)
    lone.asked.length = 0
    const rolledBack = shown('SUCCEED', { operator: 'ROLLBACK', lines: ['x', 'y'] })
    lone.replies = [shown('FAILED', { lines: ['x'] }), done, rolledBack, shown('FAILED', { lines: ['x'] }), done, rolledBack, shown('SUCCEED', { lines: ['z'] })]
    lone.engine.retry(dag)
    lone.advance(10)
    expect(asked(lone)).toEqual(['getAgentMaintainDag', 'operateDag ROLLBACK', 'getDag', 'getAgentMaintainDag', 'operateDag RETRY', 'getDag', 'getDag'])
    expect([dag.state, lone.logs(dag).slice(4)]).toEqual(['SUCCEED', [
      `send operator ROLLBACK request to ${path}`, running, `task ${name}: x`, `task ${name}: y`,
      'retry flag: true', `send operator RETRY request to ${path}`, running, 'rollback remote task succeed, retry', running, `task ${name}: z`,
    ]])
  })
})

describe('a rollback', () => {
  /** What it asks and says where the follower answers so, after the task failed here and there. */
  function undone(...replies: PeerReply[]) {
    const { lone, dag } = ran([shown('READY'), shown('FAILED', { lines: [] })], 5)
    const before = lone.logs(dag).length
    lone.asked.length = 0
    lone.replies = replies
    lone.engine.rollback(dag)
    lone.advance(40)
    return { state: `${dag.state}/${dag.operator}`, asked: asked(lone), lines: lone.logs(dag).slice(before) }
  }

  test('of a DAG that failed there rolls it back', () => {
    expect(undone(shown('FAILED'), done, shown('SUCCEED', { operator: 'ROLLBACK', lines: ['y'] }))).toEqual({
      state: 'SUCCEED/ROLLBACK', asked: ['getAgentMaintainDag', 'operateDag ROLLBACK', 'getDag'],
      lines: [`send operator ROLLBACK request to ${path}`, running, `task ${name}: y`],
    })
  })

  test('of a DAG that succeeded there, or has another behind it, is a DAG that does the opposite', () => {
    const opposite = 'Destroy observer workdir'
    for (const last of [shown('SUCCEED'), shown('SUCCEED', { id: '22', name: 'Start observer' })]) {
      expect(undone(last, shown('READY', { id: '23', name: opposite }), shown('SUCCEED', { id: '23', name: opposite, lines: ['y'] }))).toEqual({
        state: 'SUCCEED/ROLLBACK', asked: ['getAgentMaintainDag', 'rpcObDestroy', 'getDag'],
        lines: ['remote task is succeed, send rpc to rollback', `remote task 23 ${opposite} running [1/1]`, `task ${opposite}: y`],
      })
    }
  })

  test('finds the opposite done already', () => {
    expect(undone(shown('SUCCEED', { id: '23', name: 'Destroy observer workdir', lines: ['y'] }))).toEqual({
      state: 'SUCCEED/ROLLBACK', asked: ['getAgentMaintainDag'], lines: ['remote task 23 rollback succeed', 'task Destroy observer workdir: y'],
    })
  })

  test('fails where the follower is busy with something else', () => {
    const { state, lines } = undone(shown('FAILED', { id: '22', name: 'Join to master' }))
    expect([state, lines]).toEqual(['FAILED/ROLLBACK', ['ERROR: Agent.UnderMaintenanceDag 10.10.10.2:2886 22 Join to master']])
  })

  test('of a DAG that runs there cancels it, and fails because it has not failed yet', () => {
    const { state, asked: operations, lines } = undone(shown('RUNNING'), done, refusal)
    expect([state, operations, lines]).toEqual(['FAILED/ROLLBACK', ['getAgentMaintainDag', 'operateDag CANCEL', 'operateDag ROLLBACK'], [
      'remote task 21 is running, cancel it', `send operator CANCEL request to ${path}`, `send operator ROLLBACK request to ${path}`,
      `ERROR: Agent.RPC.RequestError POST ${path} 10.10.10.2:2886 no`,
    ]])
  })

  test('needs none where the follower cannot be asked what there is to undo', () => {
    const { state, lines } = undone(gone)
    expect([state, lines.length, lines[0], lines.at(-1)]).toEqual([
      'SUCCEED/ROLLBACK', 31, 'WARN: get current maintain dag failed, err: gone', 'agent never execute maintain task, no need rollback',
    ])
  })
})
