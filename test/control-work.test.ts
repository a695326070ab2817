import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { steer, type Steered } from './support/steered.ts'

let sim: Steered
beforeEach(async () => {
  sim = await steer()
  await sim.join(0, 0)
})
afterEach(() => sim.close())

const id = '22130706433028861'
const asked = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => (await sim.call(method, path, body)).body

test('lists DAGs of all agents, or some', async () => {
  expect(await asked('GET', '/dags')).toEqual({
    dags: [{
      id, agent: 'a', name: 'Join self', stage: 1, maxStage: 1, state: 'READY', operator: 'RUN', startTime: '2026-01-05T08:30:00Z', endTime: '2026-01-05T08:30:00Z', held: [],
    }],
  })
  const counts = await Promise.all(['agent=a', 'agent=b', 'name=Join*', 'name=Leave*', 'state=READY', 'state=FAILED', 'agent=a&state=READY'].map(async (query) => ((await asked('GET', `/dags?${query}`))['dags'] as unknown[]).length))
  expect(counts).toEqual([1, 0, 1, 0, 1, 0, 1])
})

test('shows a DAG with its nodes, sub-tasks and logs, and where it came from', async () => {
  await sim.call('POST', '/clock/settle')
  expect(await asked('GET', `/dags/${id}`)).toEqual({
    id, agent: 'a', name: 'Join self', stage: 1, maxStage: 1, state: 'SUCCEED', operator: 'RUN', startTime: '2026-01-05T08:30:01Z', endTime: '2026-01-05T08:30:02Z', held: [],
    cause: { seq: 1, line: expect.stringMatching(/^#1 2026-01-05T08:30:00Z 127\.0\.0\.1:\d+ → a: POST \/api\/v1\/agent\/join \(agentJoin\) 200$/) },
    nodes: [{
      id, stage: 1, name: 'Join self', state: 'SUCCEED', operator: 'RUN', startTime: '2026-01-05T08:30:01Z', endTime: '2026-01-05T08:30:02Z',
      subTasks: [{
        id, name: 'Join self', state: 'SUCCEED', operator: 'RUN', executeAgent: '127.0.0.1:2886', attempt: 1, held: false, step: null,
        startTime: '2026-01-05T08:30:01Z', endTime: '2026-01-05T08:30:01Z', logs: expect.arrayContaining([expect.any(String)]), data: null,
      }],
    }],
  })
  expect((await sim.call('GET', '/dags/Join%20self')).body['detail']).toBe(`no agent has a DAG 'Join self'; of that name there is ${id}`)
})

describe('holds', () => {
  test('it where it begins, and lets it go on', async () => {
    expect((await sim.call('POST', `/dags/${id}/hold`)).status).toBe(200)
    await sim.call('POST', '/clock/settle')
    expect(await asked('GET', `/dags/${id}`)).toMatchObject({ state: 'RUNNING', held: ['Join self'], nodes: [{ subTasks: [{ held: true }] }] })
    expect(await asked('POST', `/dags/${id}/release`)).toMatchObject({ state: 'RUNNING', held: [], transitions: [] })
    await sim.call('POST', '/clock/settle')
    expect(await asked('GET', `/dags/${id}`)).toMatchObject({ state: 'SUCCEED' })
    expect(await asked('GET', '/task-rules')).toEqual({ taskRules: [] })
  })

  test('nothing that is over, and releases nothing that is not held', async () => {
    expect((await sim.call('POST', `/dags/${id}/release`)).body).toMatchObject({ status: 409, detail: "no sub-task of 'Join self' is held; it is READY at stage 1" })
    await sim.call('POST', '/clock/settle')
    expect((await sim.call('POST', `/dags/${id}/hold`)).body).toMatchObject({ status: 409, detail: "'Join self' at a is SUCCEED; a rule of /_sim/task-rules holds those that come" })
  })
})

describe('fails and operators', () => {
  test('change it at once', async () => {
    expect((await sim.call('POST', `/dags/${id}/fail`, { message: 'no disk' })).body).toMatchObject({ status: 409, detail: "nothing of 'Join self' is RUNNING: it is PENDING" })
    await sim.call('POST', '/task-rules', { when: { attempt: 1 }, never: true })
    await sim.call('POST', '/clock/advance', { by: '1s' })
    const failed = await asked('POST', `/dags/${id}/fail`, { errCode: 'Agent.UnderMaintenance', args: ['here'] })
    expect((failed['transitions'] as { level: string; to: string }[]).map(({ level, to }) => `${level} ${to}`)).toEqual(['sub-task FAILED'])
    await sim.call('POST', '/clock/settle')
    expect(await asked('GET', `/dags/${id}`)).toMatchObject({ state: 'FAILED', nodes: [{ subTasks: [{ logs: expect.arrayContaining(["ERROR: [Agent.UnderMaintenance]: here is under maintenance"]) }] }] })
    expect((await sim.call('POST', `/dags/${id}/operator`, { operator: 'CANCEL' })).body).toMatchObject({ status: 409, detail: 'Failed to cancel DAG: DAG is finished' })
  })

  test('are sent as a client would, and refused as the agent refuses them', async () => {
    await sim.call('POST', '/task-rules', { fails: { message: 'no disk' } })
    await sim.call('POST', '/clock/settle')
    expect((await sim.call('POST', `/dags/${id}/operator`, { operator: 'ROLLBACK' })).body).toMatchObject({ status: 409, detail: 'Failed to set DAG rollback: node Join self cannot rollback' })
    expect((await asked('GET', '/journal?client=scenario'))['entries']).toMatchObject([{ client: 'scenario', agent: 'a', body: { operator: 'ROLLBACK' }, errCode: expect.any(String) }])
  })

  test('are checked', async () => {
    const errors = async (path: string, body: unknown): Promise<unknown> => (await sim.call('POST', `/dags/${id}/${path}`, body)).body['errors']
    expect([await errors('fail', { errCode: 'Agent.UnderMaintenace' }), await errors('operator', { operator: 'RETRI' })]).toEqual([
      [expect.objectContaining({ message: "the agent has no error 'Agent.UnderMaintenace'; did you mean 'Agent.UnderMaintenance'?" })],
      [expect.objectContaining({ message: expect.stringContaining("did you mean 'RETRY'?") })],
    ])
  })
})
