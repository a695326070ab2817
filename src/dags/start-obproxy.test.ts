import { expect, test } from 'vitest'
import { nodesOf } from '../task/index.ts'
import { startObproxy } from './start-obproxy.ts'
import { LoneAgent } from './testing/lone-agent.ts'

test('who manages no obproxy fails at the first node', () => {
  const lone = new LoneAgent()
  const dag = lone.run(startObproxy(), 2)
  expect([dag.state, lone.logs(dag)]).toEqual(['FAILED', ['ERROR: OBProxy.NotBeManaged']])
  expect(nodesOf(lone.store, dag).map(({ state }) => state)).toEqual(['FAILED', 'PENDING'])
})

test('with that passed it looks for the program where the agent runs', () => {
  const lone = new LoneAgent()
  const dag = lone.run(startObproxy(), 2)
  lone.engine.passNode(nodesOf(lone.store, dag)[0]!)
  lone.advance(5)
  expect([dag.state, lone.logs(dag, 2)]).toEqual(['FAILED', [
    "start obproxy cmd: cd ''; ./bin/obproxy",
    'ERROR: failed to start obproxy, output: /bin/bash: line 1: ./bin/obproxy: No such file or directory\n: exit status 127',
  ]])
})
