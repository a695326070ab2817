import { expect, onTestFinished, test } from 'vitest'
import { pretty } from '../sdk/document.ts'
import { spawnSimulator, type AgentPlace } from '../support/simulator.ts'
import { document } from './answer.ts'
import { OldObd } from './old-obd.ts'

test('obd 2.10 joins, configures, fails to initialise and removes, in its old dialect', async () => {
  const simulator = await spawnSimulator({ agents: 2 })
  onTestFinished(async () => {
    expect(await simulator.stop()).toBe(0)
  })
  const [first, second] = simulator.agents as [AgentPlace, AgentPlace]
  const obd = new OldObd(first, '')
  const other = new OldObd(second, '')
  await obd.open('GET', '/api/v1/status')
  await obd.open('GET', '/api/v1/info')
  await obd.joinMaster(first, 'zone1')
  await other.joinMaster(first, 'zone2')
  await obd.configureObservers({ mysql_port: '2881', rpc_port: '2882', memory_limit: '6G' }, [first.address, second.address])
  await obd.configureObservers({ mysql_port: '2881' }, ['127.0.0.9:2886'])
  await obd.configureCluster(0, 'test', 'root', '')
  await obd.configureCluster(1, 'test', 'root', '')

  // From here on the root password is needed; the old one is refused.
  await obd.safe('GET', '/api/v1/ob/info')
  const rooted = new OldObd(first, 'root')
  await rooted.safe('GET', '/api/v1/ob/info')
  // It means to ask, and there is no such route.
  await rooted.safe('POST', '/api/v1/ob/info', { agentInfo: { ip: first.host, port: first.port } })
  await rooted.safe('POST', '/api/v1/ob/start', { scope: { type: 'GLOBAL', target: null } })
  await rooted.safe('POST', '/api/v1/ob/stop', { scope: { type: 'GLOBAL', target: null }, force: true })
  await rooted.safe('POST', '/api/v1/ob/scale_out', { agentInfo: { ip: second.host, port: second.port }, obConfigs: { mysqlPort: '2881', rpcPort: '2882' }, zone: 'zone2' })
  await rooted.safe('POST', '/api/v1/upgrade/params/backup')
  for (const { address } of [first, second]) {
    await simulator.control('PATCH', `/agents/${address}`, { observer: { start: { exits: 1, prints: 'fake observer: cannot start\n' } } })
  }
  await rooted.task('POST', '/api/v1/ob/init')
  const dags = await simulator.dags()
  await rooted.safe('GET', '/api/v1/task/dag/maintain/agent')
  await rooted.safe('DELETE', '/api/v1/agent', { ip: first.host, port: first.port })
  await rooted.safe('POST', `/api/v1/task/dag/${String(dags.find(({ name }) => name === 'Initialize cluster')?.['id'])}`, { operator: 'rollback' })
  await rooted.safe('GET', '/api/v1/task/dag/maintain/agent')
  await rooted.task('DELETE', '/api/v1/agent', { ip: first.host, port: first.port })
  // Gone already: an answer without a body.
  await rooted.safe('DELETE', '/api/v1/agent', { ip: first.host, port: first.port })

  const exchanges = [...obd.exchanges, ...other.exchanges, ...rooted.exchanges].filter(({ asked }) => !asked.endsWith('/secret'))
  await expect(`${pretty(document(exchanges, simulator.agents))}\n`).toMatchFileSnapshot('old-obd.expected.json')
  expect(simulator.complaints).toEqual([])
})
