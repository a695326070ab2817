import { describe, expect, test } from 'vitest'
import { addFollower, setClusterConfig } from '../cluster/index.ts'
import { nodesOf, subTasksOf, type Dag } from '../task/index.ts'
import { initializeCluster } from './initialize-cluster.ts'
import { LoneAgent } from './testing/lone-agent.ts'

const plain = { createsUser: false, importsScript: false }

/** The letters of dags.csv: Cancel, coNtinue, Pass, Retry, rollBack. */
function letters(lone: LoneAgent, dag: Dag): string[] {
  return nodesOf(lone.store, dag).map((node) => {
    const subTasks = subTasksOf(lone.store, node)
    const { cancel, continue: goesOn, pass, retry, rollback } = subTasks[0]!.flags
    return `${node.name} ${cancel ? 'C' : ''}${goesOn ? 'N' : ''}${pass ? 'P' : ''}${retry ? 'R' : ''}${rollback ? 'B' : ''}${subTasks.length > 1 ? ' ∥' : ''}`
  })
}

describe('Initialize cluster', () => {
  test('has the nodes and flags of the real one', () => {
    const lone = LoneAgent.master()
    addFollower(lone.agent, { ip: '10.10.10.0', port: 2886, zone: 'zone1', version: '', homePath: '', os: '', architecture: '', publicKey: '' })
    const dag = lone.run(initializeCluster(lone.agent, { createsUser: true, importsScript: true }), 0)
    expect(letters(lone, dag)).toEqual([
      'Integrate config CNRB', 'Create observer workdir CNRB ∥', 'Start observer CNPRB ∥', 'Cluster boostrap CNRB', 'Migrate table CNRB',
      'Modify password NRB', 'Create user CNR', 'Migrate data CNRB', 'Convert follower to cluster agent NRB',
      'Synchronize agent from cluster CNR ∥', 'Convert master to cluster agent NRB', 'Import script for tenant CNPR',
      'Synchronize agent from cluster CNR ∥',
    ])
    // Sub-tasks go by address, not by the order of joining.
    expect(subTasksOf(lone.store, nodesOf(lone.store, dag)[1]!).map(({ executeAgent }) => executeAgent.ip)).toEqual(['10.10.10.0', '10.10.10.1'])
  })

  test('has eleven nodes for one agent without options', () => {
    const lone = LoneAgent.master()
    expect(lone.run(initializeCluster(lone.agent, plain), 0).nodeIds).toHaveLength(11)
  })

  test('fails at Start observer when nothing is set, is retried there, and rolled back from there to the first node', () => {
    const lone = LoneAgent.master()
    const dag = lone.run(initializeCluster(lone.agent, plain), 8)
    expect([dag.state, dag.stage, lone.logs(dag, 3)]).toEqual(['FAILED', 3, ['start observer', 'check if first start', 'ERROR: Common.Unexpected config cluster is required']])
    lone.engine.retry(dag)
    lone.advance(4)
    expect([dag.state, dag.stage, lone.logs(dag, 3).slice(3, 5)]).toEqual(['FAILED', 3, ['Get observer Pid', 'Observer is not running']])
    lone.engine.rollback(dag)
    lone.advance(8)
    expect([dag.state, dag.operator, dag.stage]).toEqual(['SUCCEED', 'ROLLBACK', 1])
    const home = '/home/admin/oceanbase'
    expect(lone.logs(dag, 2).slice(-6)).toEqual([
      `clear dir ${home}/store`, `clear dir ${home}/store`, `clear dir ${home}/store/clog`, `clear dir ${home}/store/slog`,
      `clear dir ${home}/etc`, `clear dir ${home}/log`,
    ])
  })

  test('passed on without an observer finds no port to connect to', () => {
    const lone = LoneAgent.master()
    const dag = lone.run(initializeCluster(lone.agent, plain), 8)
    lone.engine.passNode(nodesOf(lone.store, dag)[2]!)
    lone.advance(6)
    expect([dag.state, dag.stage, lone.logs(dag, 4)]).toEqual(['FAILED', 4, [
      'try to connect to observer', 'ERROR: get port failed: OB.Cluster.MysqlPortNotInitialized',
    ]])
    lone.engine.rollback(dag)
    lone.advance(10)
    expect([dag.state, dag.operator, lone.logs(dag, 4).at(-1)]).toEqual(['SUCCEED', 'ROLLBACK', 'clear db Instance'])
  })

  test('with an observer that works says at the bootstrap that it goes no further', () => {
    const lone = LoneAgent.master()
    setClusterConfig(lone.agent.ob.configs, { id: '1', name: 'obc', rootPassword: 'r', rsList: null }, lone.clock.now())
    const dag = lone.run(initializeCluster(lone.agent, plain), 12)
    expect([dag.state, dag.stage, lone.logs(dag, 4)]).toEqual(['FAILED', 4, [
      'try to connect to observer', 'ERROR: the simulator has no node \'Cluster boostrap\' yet',
    ]])
  })
})
