import { describe, expect, test } from 'vitest'
import {
  EOF, mismatch, OK, reasonOf, required,
  alertFilter, clusterScaleOutParam, createCredentialParam, createResourceUnitConfigParams,
  createTenantParam, joinMasterParam, obStopParam, silencerParam,
} from './bind.fixture.ts'
import type { Case } from './bind.fixture.ts'

/** Bodies that were sent to real agents, and what these said after `Bind JSON failed: ` (probe.csv, golden `cluster-*`). */

describe('AlertFilter', () => {
  test.each<Case>([
    ['{"instance": {}}', required('AlertFilter.Instance.Type')],
    ['{"severity":1}', mismatch('number', 'AlertFilter.severity', 'alarm.Severity')],
  ])('%s', (body, reason) => {
    expect(reasonOf(body, alertFilter)).toBe(reason)
  })
})

describe('CreateTenantParam', () => {
  test.each<Case>([
    ['{}', required('CreateTenantParam.Name', 'CreateTenantParam.ZoneList')],
    ['"x"', EOF],
    ['[]', EOF],
    ['null', required('CreateTenantParam.Name', 'CreateTenantParam.ZoneList')],
    ['{', EOF],
    ['{"name":"t1","zone_list":[{"unit_num":"1"}]}', mismatch('string', 'ZoneParam.zone_list.PoolParam.unit_num', 'int')],
    ['{"zone_list": [{"name": "zone1", "unit_config_name": "u1", "unit_num": 1}], "name": 1}',
      mismatch('number', 'CreateTenantParam.name', 'string')],
    ['{"zone_list": [{"name": "zone1", "unit_config_name": "u1", "unit_num": 1}], "name": null}', required('CreateTenantParam.Name')],
    ['{"zone_list": null, "name": "t1"}', required('CreateTenantParam.ZoneList')],
    ['{} x', EOF],
  ])('%s', (body, reason) => {
    expect(reasonOf(body, createTenantParam)).toBe(reason)
  })
})

describe('CreateResourceUnitConfigParams', () => {
  test.each<Case>([
    ['{}', required('CreateResourceUnitConfigParams.Name',
      'CreateResourceUnitConfigParams.MemorySize',
      'CreateResourceUnitConfigParams.MaxCpu')],
    ['{"name": "u1", "memory_size": "1G", "max_cpu": "1"}', mismatch('string', 'CreateResourceUnitConfigParams.max_cpu', 'float64')],
    ['{"name": "u1", "memory_size": "1G", "max_cpu": 1, "max_iops": 1.5}',
      mismatch('number 1.5', 'CreateResourceUnitConfigParams.max_iops', 'int')],
  ])('%s', (body, reason) => {
    expect(reasonOf(body, createResourceUnitConfigParams)).toBe(reason)
  })
})

describe('SilencerParam', () => {
  test.each<Case>([
    ['{}', required('SilencerParam.Instances',
      'SilencerParam.Rules',
      'SilencerParam.Silencer.Comment',
      'SilencerParam.Silencer.CreatedBy',
      'SilencerParam.Silencer.StartsAt',
      'SilencerParam.Silencer.EndsAt',
      'SilencerParam.Silencer.Matchers')],
    ['{"comment": "c", "created_by": "u", "ends_at": 1, '
      + '"instances": [{"type": "obcluster", "obcluster": "c"}], "rules": ["r"], "matchers": []}',
      required('SilencerParam.Silencer.StartsAt')],
  ])('%s', (body, reason) => {
    expect(reasonOf(body, silencerParam)).toBe(reason)
  })
})

describe('ClusterScaleOutParam', () => {
  test.each<Case>([
    ['{"agentInfo":{"ip":"127.0.0.3","port":2888},"zone":"zone3"}', required('ClusterScaleOutParam.ScaleOutParam.ObConfigs')],
    ['{"agentInfo":{"ip":"127.0.0.3","port":2888},"zone":"","obConfigs":{"mysql_port":"2901","rpc_port":"2902"}}',
      required('ClusterScaleOutParam.ScaleOutParam.Zone')],
    ['{"agentInfo":{"ip":"127.0.0.3","port":2888},"zone":"zone3","obConfigs":{"mysql_port":"x"}}', OK],
    ['{"agentInfo":{"ip":"127.0.0.3","port":2888},"zone":"zone3","obConfigs":{"mysql_port":"2901","rpc_port":"2902"}}', OK],
    ['{}', required('ClusterScaleOutParam.ScaleOutParam.AgentInfo.Ip',
      'ClusterScaleOutParam.ScaleOutParam.AgentInfo.Port',
      'ClusterScaleOutParam.ScaleOutParam.ObConfigs',
      'ClusterScaleOutParam.ScaleOutParam.Zone')],
    ['{"agentInfo": {"ip": "127.0.0.1", "port": 1}, "obConfigs": {"k": "x"}, "zone": "x"}', OK],
  ])('%s', (body, reason) => {
    expect(reasonOf(body, clusterScaleOutParam)).toBe(reason)
  })
})

describe('CreateCredentialParam', () => {
  test.each<Case>([
    ['{}', required('CreateCredentialParam.TargetType',
      'CreateCredentialParam.Name',
      'CreateCredentialParam.SshCredentialProperty.Targets',
      'CreateCredentialParam.SshCredentialProperty.Username',
      'CreateCredentialParam.SshCredentialProperty.Type',
      'CreateCredentialParam.SshCredentialProperty.Passphrase')],
    ['{"target_type": "HOST", "name": "c1", '
      + '"ssh_credential_property": {"targets": [{"ip": "10.10.10.1"}], "username": "u", "type": "PASSWORD"}}',
      required('CreateCredentialParam.SshCredentialProperty.Passphrase')],
  ])('%s', (body, reason) => {
    expect(reasonOf(body, createCredentialParam)).toBe(reason)
  })
})

describe('JoinMasterParam', () => {
  test.each<Case>([
    ['{}', required('JoinMasterParam.JoinApiParam.AgentInfo.Ip',
      'JoinMasterParam.JoinApiParam.AgentInfo.Port',
      'JoinMasterParam.JoinApiParam.ZoneName',
      'JoinMasterParam.HomePath',
      'JoinMasterParam.Version',
      'JoinMasterParam.Os',
      'JoinMasterParam.Architecture',
      'JoinMasterParam.PublicKey',
      'JoinMasterParam.Token')],
  ])('%s', (body, reason) => {
    expect(reasonOf(body, joinMasterParam)).toBe(reason)
  })
})

describe('ObStopParam', () => {
  test.each<Case>([
    ['{"scope":{"type":"SERVER","target":["127.0.0.3:2888"]},"force":true}', OK],
    ['{"scope":{"type":"SERVER","target":["127.0.0.3:2888"]},"force":true,"forcePassDag":{"id":["22130706434028876"]}}', OK],
    ['{"scope":{"type":"SERVER","target":["127.0.0.2:2887"]}}', OK],
    ['{"scope":{"type":"server","target":["127.0.0.3:2888"]},"force":true}', OK],
    ['{"scope":{"type":"ZONE","target":["zone2"]},"force":true}', OK],
    ['{"scope":{"type":"GLOBAL","target":[]},"force":true}', OK],
    ['{"scope":{"type":"ZONE","target":["zone3"]},"terminate":true}', OK],
    ['{"scope": {"type": "GLOBAL"}, "force": "x"}', mismatch('string', 'ObStopParam.force', 'bool')],
    ['{"scope": {"type": "GLOBAL"}, "force": true, "terminate": true}', OK],
    ['{"scope": {"type": "GLOBAL"}, "terminate": true}', OK],
    ['{"scope": {"type": "SERVER", "target": ["10.10.10.1:2886"]}}', OK],
    ['{"scope": {"type": "SERVER", "target": ["10.10.10.1:80"]}}', OK],
    ['{"scope": {"type": "SERVER", "target": ["10.10.10.9:2886"]}}', OK],
  ])('%s', (body, reason) => {
    expect(reasonOf(body, obStopParam)).toBe(reason)
  })
})
