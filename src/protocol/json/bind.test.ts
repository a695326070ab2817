import { describe, expect, test } from 'vitest'
import { bindJson } from './bind.ts'
import {
  agentInfo, createTenantParam, dagOperator, joinApiParam, mismatch, obClusterConfigParams, obServerConfigParams, reasonOf, required,
  struct, field, slice, any, strings, taskExecuteLogDTO, time, zoneParam, float64,
} from './bind.fixture.ts'

const ZERO_TIME = '0001-01-01T00:00:00Z'

describe('the value bound', () => {
  test('is keyed by the JSON names, whatever the case of the keys', () => {
    expect(bindJson('{"AGENTINFO":{"Ip":"127.0.0.1","pOrt":2886},"zonename":"zone1","other":1}', joinApiParam)).toEqual({
      ok: true,
      value: { agentInfo: { ip: '127.0.0.1', port: 2886 }, zoneName: 'zone1', masterPassword: '' },
    })
  })

  test('has what was not sent at the zero value of Go, in the order of the struct', () => {
    const bound = bindJson('{"observerConfig":{}}', obServerConfigParams)
    expect(bound).toEqual({ ok: true, value: { observerConfig: {}, restart: false, scope: { type: '', target: null } } })
    expect(bound.ok && Object.keys(bound.value)).toEqual(['observerConfig', 'restart', 'scope'])
  })

  test('has null for a pointer that was not sent, and what was sent however zero', () => {
    expect(bindJson('{"clusterId":0,"clusterName":""}', obClusterConfigParams)).toEqual({
      ok: true,
      value: { clusterId: 0, clusterName: '', rsList: null, rootPwd: null },
    })
  })

  test('has integers beyond 2^53 as bigint', () => {
    const clusterId = (literal: string) => bindJson(`{"clusterId":${literal}}`, obClusterConfigParams)
    expect(clusterId('9223372036854775807')).toMatchObject({ value: { clusterId: 9223372036854775807n } })
    expect(clusterId('9007199254740991')).toMatchObject({ value: { clusterId: 9007199254740991 } })
  })

  test('merges an object given twice, and lets the last of equal keys win', () => {
    const body = '{"zoneName":"a","agentInfo":{"ip":"127.0.0.1"},"AgentInfo":{"port":1,"port":2},"ZoneName":"b"}'
    expect(bindJson(body, joinApiParam)).toMatchObject({ value: { agentInfo: { ip: '127.0.0.1', port: 2 }, zoneName: 'b' } })
  })

  test('takes a string and its bytes alike', () => {
    const body = '{"agentInfo":{"ip":"é😀","port":1},"zoneName":"z"}'
    expect(bindJson(Buffer.from(body), joinApiParam)).toEqual(bindJson(body, joinApiParam))
    expect(bindJson(body, joinApiParam)).toMatchObject({ value: { agentInfo: { ip: 'é😀' } } })
  })

  test('has the fields of embedded structs in the outer object', () => {
    expect(bindJson('{"name":"z1","unit_num":2,"unit_config_name":"u1"}', zoneParam)).toEqual({
      ok: true,
      value: { name: 'z1', replica_type: '', unit_config_name: 'u1', unit_num: 2 },
    })
  })

  test('lacks the fields behind an embedded pointer until one of them is sent', () => {
    expect(bindJson('{"operator":"PASS"}', dagOperator)).toEqual({ ok: true, value: { operator: 'PASS' } })
    expect(bindJson('{"operator":"PASS","stage":null}', dagOperator)).toEqual({
      ok: true,
      value: {
        operator: 'PASS', dag_id: 0, name: '', stage: 0, state: '', start_time: ZERO_TIME, end_time: ZERO_TIME,
        additional_data: null, nodes: null,
      },
    })
  })
})

describe('a body that the agent could not read beforehand', () => {
  const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`

  test('is EOF when it is nested deeper than 10,000', () => {
    expect(reasonOf(nested(10_000), agentInfo)).toBe(required('AgentInfo.Ip', 'AgentInfo.Port'))
    expect(reasonOf(nested(10_001), agentInfo)).toBe('EOF')
  })

  const tooBig = [
    '1e309', '-1e400', '1e999999', '1' + '0'.repeat(309), '2e308', '17976931348623159' + '0'.repeat(292), '9'.repeat(250) + 'e99',
  ]

  test.each(tooBig)(
    'is EOF when a number of it is beyond float64, even an unknown one (%s)', (number) => {
      expect(reasonOf(`{"ip":"a","port":1,"x":[${number}]}`, agentInfo)).toBe('EOF')
    })

  test.each(['1e308', '-1.7976931348623157e308', '1e-400', '0e999999999', '9'.repeat(308), '1e99', '1E+0300'])(
    'is no such body because of a number that fits (%s)', (number) => {
      expect(reasonOf(`{"ip":"a","port":1,"x":[${number}]}`, agentInfo)).toBeUndefined()
    })

  test('is judged by the decoder on routes whose body is not logged', () => {
    const unlogged = (body: string) => {
      const bound = bindJson(body, agentInfo, { logged: false })
      return bound.ok ? bound.value : bound.reason
    }
    expect(unlogged('{nope')).toBe('invalid character \'n\' looking for beginning of object key string')
    expect(unlogged('')).toBe('EOF')
    expect(unlogged('{"ip":')).toBe('unexpected EOF')
    expect(unlogged('[]')).toBe('json: cannot unmarshal array into Go value of type meta.AgentInfo')
    expect(unlogged('{"ip":"a","port":1,"x":1e400} trailing')).toEqual({ ip: 'a', port: 1 })
    expect(unlogged('{}')).toBe(required('AgentInfo.Ip', 'AgentInfo.Port'))
  })
})

describe('validation', () => {
  test('looks behind an embedded pointer only when it is set', () => {
    expect(reasonOf('{"operator":"PASS","id":null}', dagOperator)).toBe(required('DagOperator.DagDetailDTO.GenericDTO.GenericID'))
    expect(reasonOf('{"operator":"PASS","id":"1"}', dagOperator)).toBeUndefined()
  })

  test('looks at `min` after `required`', () => {
    const min = (key: string) => `Key: 'TaskExecuteLogDTO.${key}' Error:Field validation for '${key}' failed on the 'min' tag`
    expect(reasonOf('{"task_id":-1,"execute_times":0,"log_content":"x"}', taskExecuteLogDTO))
      .toBe(`${min('TaskId')}\n${required('TaskExecuteLogDTO.ExecuteTimes')}`)
    expect(reasonOf('{"task_id":-9223372036854775808,"execute_times":1,"log_content":"x"}', taskExecuteLogDTO)).toBe(min('TaskId'))
  })

  test('looks at the items of a slice only with `dive`', () => {
    const list = slice('[]param.ZoneParam', zoneParam)
    const zones = (dive: boolean) => struct('param.Zones', field('zones', 'Zones', list, dive ? { dive } : {}))
    const body = '{"zones":[{"name":"a","unit_num":1,"unit_config_name":"u"},{"unit_config_name":"u"}]}'
    expect(reasonOf(body, zones(false))).toBeUndefined()
    expect(reasonOf(body, zones(true))).toBe(required('Zones.Zones[1].Name', 'Zones.Zones[1].PoolParam.UnitNum'))
    expect(reasonOf('{"name":"t","zone_list":[{}]}', createTenantParam)).toBeUndefined()
  })

  test('takes anything behind a pointer or an interface{}, and an empty slice', () => {
    const type = struct('x.T',
      field('p', 'P', float64, { required: true, pointer: true }),
      field('a', 'A', any, { required: true }),
      field('s', 'S', strings, { required: true }),
      field('t', 'T', time, { required: true }))
    expect(reasonOf('{"p":0,"a":false,"s":[],"t":"2024-01-02T03:04:05Z"}', type)).toBeUndefined()
    expect(reasonOf(`{"p":null,"a":null,"s":null,"t":"${ZERO_TIME}"}`, type)).toBe(required('T.P', 'T.A', 'T.S', 'T.T'))
  })

  test('finds a field that another of the same key hides at its zero value', () => {
    const inner = struct('x.Inner', field('a', 'A', strings, { required: true }), field('b', 'B', strings, { required: true }))
    const outer = struct('x.Outer', { json: 'Inner', name: 'Inner', type: inner, embedded: true }, field('a', 'A', strings))
    expect(reasonOf('{"a":["x"],"b":["y"]}', outer)).toBe(required('Outer.Inner.A'))
  })

  test('comes only after all could be decoded', () => {
    expect(reasonOf('{"ip":"","port":"x"}', agentInfo)).toBe(mismatch('string', 'AgentInfo.port', 'int'))
  })
})
