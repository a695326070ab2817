import { describe, expect, test } from 'vitest'
import { bodies } from '../dags/index.ts'
import { dagNames } from './dag-names.ts'
import { dagsMeant, meet, nodesMeant, stepsOf } from './work-names.ts'

describe('the names of DAGs and nodes', () => {
  test('have all that this release runs: each body has a node, each node a body', () => {
    const modelled = nodesMeant(dagNames, undefined).filter(({ isModelled }) => isModelled).map(({ node }) => node.replace(/ <.*/, ''))
    expect([...new Set(modelled)].sort()).toEqual(Object.keys(bodies).sort())
  })

  test.each<[string, string[]]>([
    ['Join self', ['Join self']],
    ['join self', []],
    ['Join*', ['Join self', 'Join to master']],
    ['Fol*self', ['Follower remove self']],
    ['Remove follower agent 10.0.0.1:2886', ['Remove follower agent <ip:port>']],
    ['Remove follower agent [::1]:2886', ['Remove follower agent <ip:port>']],
    ['Remove follower agent *', ['Remove follower agent <ip:port>']],
    ['Remove follower agent b', []],
    ['Upgrade obshell 4.5.0.0-2', ['Upgrade obshell <version>-<release>']],
    ['Create tenant my tenant', ['Create tenant <tenant>']],
    ['', []],
  ])('%s means %j', (name, dags) => expect(dagsMeant(name).map((dag) => dag.name)).toEqual(dags))

  test('nodes are those of the DAGs that are meant', () => {
    expect(nodesMeant(dagsMeant('Join*'), '*follower').map(({ dag, node }) => [dag, node])).toEqual([['Join to master', 'Be follower']])
    expect(nodesMeant(dagsMeant('Start observer'), undefined).filter(({ isModelled }) => isModelled).map(({ node }) => node)).toEqual(['Start observer'])
  })

  test('steps are those of the runs, or of the rollbacks', () => {
    const nodes = nodesMeant(dagsMeant('Join to master'), undefined)
    expect(stepsOf(nodes, false)).toEqual(['announced', 'create token', 'token', 'sending', 'join', 'be follower', 'told'])
    expect(stepsOf(nodes, true)).toEqual([])
  })
})

describe('meet: whether there is a text that fits two patterns', () => {
  test.each([
    ['abc', 'abc', true], ['abc', 'abd', false], ['a*', '*c', true], ['a*c', 'ab', false], ['*', '', true], ['', '', true], ['a', '', false],
    ['a*b', 'a*b', true], ['*b*', 'abc', true], ['a**', 'a', true], ['ab*', '*ba', true], ['x*', 'y*', false],
  ])('%j and %j: %s', (one, other, does) => {
    expect(meet(one, other)).toBe(does)
    expect(meet(other, one)).toBe(does)
  })
})
