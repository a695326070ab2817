import { expect, test } from 'vitest'
import { bodies } from './generated/bodies.ts'

const string = { kind: 'string' }

test('a body is its Go struct, with the structs in it', () => {
  expect(bodies.JoinApiParam).toEqual({
    kind: 'struct',
    name: 'JoinApiParam',
    go: 'param.JoinApiParam',
    fields: [
      {
        json: 'agentInfo',
        name: 'AgentInfo',
        required: true,
        type: {
          kind: 'struct',
          name: 'AgentInfo',
          go: 'meta.AgentInfo',
          fields: [
            { json: 'ip', name: 'Ip', type: string, required: true },
            { json: 'port', name: 'Port', type: { kind: 'int' }, required: true },
          ],
        },
      },
      { json: 'zoneName', name: 'ZoneName', type: string, required: true },
      { json: 'masterPassword', name: 'MasterPassword', type: string },
    ],
  })
})

test('an embedded struct stays where Go has it', () => {
  expect(bodies.CreateTenantParam.fields.map(({ json }) => json).slice(0, 3)).toEqual(['name', 'zone_list', 'mode'])
  expect(bodies.RestoreParam.fields.map(({ name, embedded }) => [name, embedded]).slice(0, 2)).toEqual([
    ['RestoreStorageParam', true], ['TenantName', undefined],
  ])
  expect(bodies.DagOperator.fields.map(({ name, embedded }) => [name, embedded])).toEqual([['DagDetailDTO', true], ['Operator', undefined]])
})

test('pointers, maps, named strings and minima are told', () => {
  expect(bodies.AddObproxyParam.fields.find(({ json }) => json === 'rs_list')).toEqual({
    json: 'rs_list', name: 'RsList', type: string, pointer: true,
  })
  expect(bodies.ObServerConfigParams.fields[0]).toEqual({
    json: 'observerConfig', name: 'ObServerConfig', type: { kind: 'map', go: 'map[string]string', value: string }, required: true,
  })
  expect(bodies.AlertFilter.fields[0]).toEqual({ json: 'severity', name: 'Severity', type: { kind: 'string', go: 'alarm.Severity' } })
  expect(bodies.TaskExecuteLogDTO.fields[0]).toEqual({ json: 'task_id', name: 'TaskId', type: { kind: 'int64' }, required: true, min: 1 })
})

test('the fields of a struct are made once', () => {
  expect(bodies.AgentInfo.fields).toBe(bodies.AgentInfo.fields)
})
