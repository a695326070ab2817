import { describe, expect, test } from 'vitest'
import { configValue, dropConfigs, globalConfig, mergeConfig, noConfigs, setClusterConfig, setObserverConfig } from './config.ts'

const server = { ip: '10.10.10.1', port: 2886 }

describe('the settings of a cluster', () => {
  test('are replaced as a whole: what is not given again is forgotten', () => {
    const configs = noConfigs()
    setClusterConfig(configs, { id: '1', name: 'a', rootPassword: 'r', rsList: 'x' }, 10)
    expect(configs.cluster).toEqual({
      cluster_id: { value: '1', modifiedAt: 10 }, cluster: { value: 'a', modifiedAt: 10 }, rootPwd: { value: 'r', modifiedAt: 10 },
      rootservice_list: { value: 'x', modifiedAt: 10 },
    })
    setClusterConfig(configs, { id: '2', name: 'b', rootPassword: null, rsList: null }, 20)
    expect(configs.cluster).toEqual({ cluster_id: { value: '2', modifiedAt: 20 }, cluster: { value: 'b', modifiedAt: 20 } })
  })

  test('leave those of all observers alone, and are left alone by them', () => {
    const configs = noConfigs()
    setObserverConfig(configs, { type: 'GLOBAL' }, { memory_limit: '6G' }, 10)
    setClusterConfig(configs, { id: '1', name: 'a', rootPassword: '', rsList: null }, 20)
    setObserverConfig(configs, { type: 'GLOBAL' }, { cpu_count: '8' }, 30)
    expect(globalConfig(configs)).toEqual({
      cluster_id: { value: '1', modifiedAt: 20 }, cluster: { value: 'a', modifiedAt: 20 }, rootPwd: { value: '', modifiedAt: 20 },
      cpu_count: { value: '8', modifiedAt: 30 },
    })
  })
})

describe('the settings of observers', () => {
  test('are replaced zone by zone and server by server', () => {
    const configs = noConfigs()
    setObserverConfig(configs, { type: 'ZONE', zones: ['z1', 'z2'] }, { a: '1', b: '1' }, 10)
    setObserverConfig(configs, { type: 'ZONE', zones: ['z2'] }, { a: '2' }, 20)
    setObserverConfig(configs, { type: 'SERVER', servers: [server] }, { c: '3' }, 30)
    expect(configs).toEqual({
      cluster: {}, global: {},
      zones: { z1: { a: { value: '1', modifiedAt: 10 }, b: { value: '1', modifiedAt: 10 } }, z2: { a: { value: '2', modifiedAt: 20 } } },
      servers: { '10.10.10.1:2886': { c: { value: '3', modifiedAt: 30 } } },
    })
  })

  test('of an agent that goes are dropped, those of its zone only with the last one', () => {
    const configs = noConfigs()
    setObserverConfig(configs, { type: 'ZONE', zones: ['z1'] }, { a: '1' }, 10)
    setObserverConfig(configs, { type: 'SERVER', servers: [server, { ip: '10.10.10.2', port: 2886 }] }, { b: '1' }, 10)
    dropConfigs(configs, server, null)
    expect([Object.keys(configs.servers), Object.keys(configs.zones)]).toEqual([['10.10.10.2:2886'], ['z1']])
    dropConfigs(configs, { ip: '10.10.10.2', port: 2886 }, 'z1')
    expect([Object.keys(configs.servers), Object.keys(configs.zones)]).toEqual([[], []])
  })

  test.each(['__proto__', 'constructor', 'toString'])('may have the name %s', (name) => {
    const configs = noConfigs()
    const settings = JSON.parse(`{"${name}":"x"}`) as Record<string, string>
    setObserverConfig(configs, { type: 'ZONE', zones: [name] }, settings, 10)
    expect(Object.keys(configs.zones)).toEqual([name])
    const rows = Object.values(configs.zones)[0]!
    expect(configValue(rows, name)).toBe('x')
    expect(configValue({}, name)).toBeUndefined()
    expect(configValue(mergeConfig({}, rows), name)).toBe('x')
  })
})

describe('mergeConfig', () => {
  const at = (value: string, modifiedAt: number) => ({ value, modifiedAt })

  test.each([
    ['the narrower, if it was made later', 20, 10, 'own'],
    ['the wider, if it was made later', 10, 20, 'wide'],
    ['the wider, if both were made at once', 10, 10, 'wide'],
  ])('takes of two settings %s', (_what, own, wide, taken) => {
    expect(mergeConfig({ x: at('own', own) }, { x: at('wide', wide) })['x']!.value).toBe(taken)
  })

  test('takes what only one has from that one', () => {
    expect(mergeConfig({ x: at('1', 10) }, { y: at('2', 20) })).toEqual({ x: at('1', 10), y: at('2', 20) })
  })
})
