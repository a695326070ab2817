import { describe, expect, test } from 'vitest'
import {
  EOF, mismatch, OK, reasonOf, required,
  agentInfo, dagOperator, joinApiParam, logoutSessionParam,
  obClusterConfigParams, obInitParam, obServerConfigParams, setAgentPasswordParam,
} from './bind.fixture.ts'
import type { Case } from './bind.fixture.ts'

/** Bodies that were sent to real agents, and what these said after `Bind JSON failed: ` (golden `single-bind` and others). */

describe('JoinApiParam', () => {
  test.each<Case>([
    ['{"agentInfo":{"ip":"127.0.0.1","port":2886},"zoneName":"zone1"}', OK],
    ['{"agentInfo":{"ip":"127.0.0.1","port":2886},"zoneName":"zone2"}', OK],
    ['{"zoneName":5}', mismatch('number', 'JoinApiParam.zoneName', 'string')],
    ['', EOF],
    ['hello', EOF],
    ['{}', required('JoinApiParam.AgentInfo.Ip', 'JoinApiParam.AgentInfo.Port', 'JoinApiParam.ZoneName')],
    ['{"agentInfo":{"ip":"127.0.0.1","port":2886},"zoneName":"zone3"}', OK],
    ['{"agentInfo":{"ip":"127.0.0.1","port":2886},"zoneName":"zone2","masterPassword":"pw1"}', OK],
    ['{"agentInfo":{"ip":"127.0.0.1","port":2886},"zoneName":"zone3","masterPassword":"pw1"}', OK],
    ['{"agentInfo":{"ip":"127.0.0.8","port":2886},"zoneName":"zone2"}', OK],
    ['{"agentInfo":{"ip":"127.0.0.1","port":2886},"zoneName":"zone4"}', OK],
    ['{"agentInfo":{"ip":"127.0.0.1","port":2886},"zoneName":"zone5"}', OK],
    ['null', required('JoinApiParam.AgentInfo.Ip', 'JoinApiParam.AgentInfo.Port', 'JoinApiParam.ZoneName')],
    ['[]', EOF],
    ['[{}]', EOF],
    ['"x"', EOF],
    ['1', EOF],
    ['true', EOF],
    ['{nope', EOF],
    ['{}{}', EOF],
    ['{} \n\t', required('JoinApiParam.AgentInfo.Ip', 'JoinApiParam.AgentInfo.Port', 'JoinApiParam.ZoneName')],
    ['\ufeff{}', EOF],
    ['   ', EOF],
    ['{/*x*/}', EOF],
    ['{"a":1,}', EOF],
    ['{\'a\':1}', EOF],
    ['{"a":NaN}', EOF],
    ['{"a":"\u0001"}', EOF],
    ['{"a":1,"a":2}', required('JoinApiParam.AgentInfo.Ip', 'JoinApiParam.AgentInfo.Port', 'JoinApiParam.ZoneName')],
    ['{"agentInfo":"x","zoneName":"z"}', mismatch('string', 'JoinApiParam.agentInfo', 'meta.AgentInfo')],
    ['{"agentInfo":1,"zoneName":"z"}', mismatch('number', 'JoinApiParam.agentInfo', 'meta.AgentInfo')],
    ['{"agentInfo":true,"zoneName":"z"}', mismatch('bool', 'JoinApiParam.agentInfo', 'meta.AgentInfo')],
    ['{"agentInfo":[],"zoneName":"z"}', mismatch('array', 'JoinApiParam.agentInfo', 'meta.AgentInfo')],
    ['{"agentInfo":null,"zoneName":"z"}', required('JoinApiParam.AgentInfo.Ip', 'JoinApiParam.AgentInfo.Port')],
    ['{"agentInfo":{},"zoneName":"z"}', required('JoinApiParam.AgentInfo.Ip', 'JoinApiParam.AgentInfo.Port')],
    ['{"zoneName":"z"}', required('JoinApiParam.AgentInfo.Ip', 'JoinApiParam.AgentInfo.Port')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":1}}', required('JoinApiParam.ZoneName')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":1},"zoneName":""}', required('JoinApiParam.ZoneName')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":1},"zoneName":null}', required('JoinApiParam.ZoneName')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":1},"zoneName":5}', mismatch('number', 'JoinApiParam.zoneName', 'string')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":1},"zoneName":[1]}', mismatch('array', 'JoinApiParam.zoneName', 'string')],
    ['{"agentInfo":{"port":1},"zoneName":"z"}', required('JoinApiParam.AgentInfo.Ip')],
    ['{"agentInfo":{"ip":"","port":1},"zoneName":"z"}', required('JoinApiParam.AgentInfo.Ip')],
    ['{"agentInfo":{"ip":1,"port":1},"zoneName":"z"}', mismatch('number', 'AgentInfo.agentInfo.ip', 'string')],
    ['{"agentInfo":{"ip":null,"port":1},"zoneName":"z"}', required('JoinApiParam.AgentInfo.Ip')],
    ['{"agentInfo":{"ip":"127.0.0.9"},"zoneName":"z"}', required('JoinApiParam.AgentInfo.Port')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":0},"zoneName":"z"}', required('JoinApiParam.AgentInfo.Port')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":-0},"zoneName":"z"}', required('JoinApiParam.AgentInfo.Port')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":"2886"},"zoneName":"z"}', mismatch('string', 'AgentInfo.agentInfo.port', 'int')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":null},"zoneName":"z"}', required('JoinApiParam.AgentInfo.Port')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":true},"zoneName":"z"}', mismatch('bool', 'AgentInfo.agentInfo.port', 'int')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":2886.5},"zoneName":"z"}', mismatch('number 2886.5', 'AgentInfo.agentInfo.port', 'int')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":2886.0},"zoneName":"z"}', mismatch('number 2886.0', 'AgentInfo.agentInfo.port', 'int')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":2.886e3},"zoneName":"z"}', mismatch('number 2.886e3', 'AgentInfo.agentInfo.port', 'int')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":2886e0},"zoneName":"z"}', mismatch('number 2886e0', 'AgentInfo.agentInfo.port', 'int')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":9223372036854775808},"zoneName":"z"}',
      mismatch('number 9223372036854775808', 'AgentInfo.agentInfo.port', 'int')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":1e400},"zoneName":"z"}', EOF],
    ['{"agentInfo":{"ip":"127.0.0.9","port":02886},"zoneName":"z"}', EOF],
    ['{"agentInfo":{"ip":"127.0.0.9","port":+1},"zoneName":"z"}', EOF],
    ['{"agentInfo":{"ip":"127.0.0.9","port":0x10},"zoneName":"z"}', EOF],
    ['{"agentInfo":{"ip":"127.0.0.9","port":[1]},"zoneName":"z"}', mismatch('array', 'AgentInfo.agentInfo.port', 'int')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":{}},"zoneName":"z"}', mismatch('object', 'AgentInfo.agentInfo.port', 'int')],
    ['{"agentInfo":{"ip":1,"port":"x"},"zoneName":5}', mismatch('number', 'AgentInfo.agentInfo.ip', 'string')],
    ['{"agentInfo":{"ip":1}}', mismatch('number', 'AgentInfo.agentInfo.ip', 'string')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":1},"zoneName":"z","masterPassword":5}',
      mismatch('number', 'JoinApiParam.masterPassword', 'string')],
    ['{"zoneName":5,"extra":{"a":[1]}}', mismatch('number', 'JoinApiParam.zoneName', 'string')],
    ['{"agentInfo":{"ip":"<&>","port":"<&>"},"zoneName":"z"}', mismatch('string', 'AgentInfo.agentInfo.port', 'int')],
    ['{"agentInfo":{"ip":"127.0.0.9","port":1},"agentInfo":{"port":0},"zoneName":"z"}', required('JoinApiParam.AgentInfo.Port')],
    ['{"zoneName":5,"zoneName":"z"}', mismatch('number', 'JoinApiParam.zoneName', 'string')],
    ['{"AGENTINFO":{"IP":5,"Port":"x"},"zonename":7}', mismatch('number', 'AgentInfo.agentInfo.ip', 'string')],
    ['{"zonename":5,"zoneName":"z","agentInfo":{"ip":"127.0.0.9","port":0}}', mismatch('number', 'JoinApiParam.zoneName', 'string')],
    ['{"zoneName":"\\ud800","agentInfo":{"ip":"127.0.0.9","port":0}}', required('JoinApiParam.AgentInfo.Port')],
    ['{"zoneName":"\\x"}', EOF],
    ['{"Key":1,"zoneName":1}', mismatch('number', 'JoinApiParam.zoneName', 'string')],
    ['{"agentInfo":{"ip":"127.0.0.1","port":2886},"zoneName":"zone2","masterPassword":""}', OK],
    ['{', EOF],
    ['{"agentInfo":{"ip":"127.0.0.1","port":"x"},"zoneName":"z"}', mismatch('string', 'AgentInfo.agentInfo.port', 'int')],
    ['{"agentInfo":{"ip":"a","port":"1"},"zoneName":"z"}', mismatch('string', 'AgentInfo.agentInfo.port', 'int')],
    ['{"agentInfo":{"ip":"a","port":1.0},"zoneName":"z"}', mismatch('number 1.0', 'AgentInfo.agentInfo.port', 'int')],
    ['{"agentInfo":"x"}', mismatch('string', 'JoinApiParam.agentInfo', 'meta.AgentInfo')],
    ['{"agentInfo": {"ip": "127.0.0.1", "port": 1}, "zoneName": "x"}', OK],
  ])('%s', (body, reason) => {
    expect(reasonOf(body, joinApiParam)).toBe(reason)
  })
})

describe('AgentInfo', () => {
  test.each<Case>([
    ['{"ip":"127.0.0.1","port":2886}', OK],
    ['{"ip":"127.0.0.2","port":2887}', OK],
    ['{"ip":"127.0.0.4","port":2889}', OK],
    ['{"ip":"127.0.0.3","port":2888}', OK],
    ['{}', required('AgentInfo.Ip', 'AgentInfo.Port')],
    ['{"ip":"127.0.0.1"}', required('AgentInfo.Port')],
    ['{"port":1}', required('AgentInfo.Ip')],
    ['{"agentInfo":{"ip":"127.0.0.1","port":2886}}', required('AgentInfo.Ip', 'AgentInfo.Port')],
    ['{', EOF],
    ['[1]', EOF],
    ['{"IP":"x","Port":"y"}', mismatch('string', 'AgentInfo.port', 'int')],
    ['{"ip":null,"port":null}', required('AgentInfo.Ip', 'AgentInfo.Port')],
    ['{"ip":"a","port":"1"}', mismatch('string', 'AgentInfo.port', 'int')],
    ['{"ip":1,"port":1}', mismatch('number', 'AgentInfo.ip', 'string')],
    ['{"ip":"a","port":1.0}', mismatch('number 1.0', 'AgentInfo.port', 'int')],
    ['{"ip": "127.0.0.1", "port": 1}', OK],
    ['{"ip": "10.10.10.1", "port": 2886}', OK],
  ])('%s', (body, reason) => {
    expect(reasonOf(body, agentInfo)).toBe(reason)
  })
})

describe('ObServerConfigParams', () => {
  test.each<Case>([
    ['{"observerConfig":{"mysql_port":"2881","rpc_port":"2882"},"scope":{"type":"SERVER","target":["127.0.0.1:2886"]}}', OK],
    ['{"observerConfig":{"mysql_port":"2891","rpc_port":"2892"},"scope":{"type":"SERVER","target":["127.0.0.2:2887"]}}', OK],
    ['{"observerConfig":{"mysql_port":"2901","rpc_port":"2902"},"scope":{"type":"SERVER","target":["127.0.0.3:2888"]}}', OK],
    ['{"observerConfig":{"memory_limit":"6G"},"scope":{"type":"GLOBAL"}}', OK],
    ['{"observerConfig":{"datafile_size":"20G","weird key":"<v>"},"scope":{"type":"ZONE","target":["zone2","zone2"]}}', OK],
    ['{"observerConfig":{"cpu_count":"16"},"scope":{"type":"SERVER","target":["127.0.0.2:2887","127.0.0.1:2886"]}}', OK],
    ['{}', required('ObServerConfigParams.ObServerConfig')],
    ['{"observerConfig":null}', required('ObServerConfigParams.ObServerConfig')],
    ['{"observerConfig":{}}', OK],
    ['{"observerConfig":"x"}', mismatch('string', 'ObServerConfigParams.observerConfig', 'map[string]string')],
    ['{"observerConfig":[]}', mismatch('array', 'ObServerConfigParams.observerConfig', 'map[string]string')],
    ['{"observerConfig":{"cpu_count":16}}', mismatch('number', 'ObServerConfigParams.observerConfig', 'string')],
    ['{"observerConfig":{"a":null}}', OK],
    ['{"observerConfig":{"a":{}}}', mismatch('object', 'ObServerConfigParams.observerConfig', 'string')],
    ['{"observerConfig":{"b":1,"a":2}}', mismatch('number', 'ObServerConfigParams.observerConfig', 'string')],
    ['{"observerConfig":{"a":"1"},"scope":{}}', OK],
    ['{"observerConfig":{"a":"1"},"scope":{"type":1}}', mismatch('number', 'Scope.scope.type', 'string')],
    ['{"observerConfig":{"a":"1"},"scope":{"type":"ZONE","target":"z"}}', mismatch('string', 'Scope.scope.target', '[]string')],
    ['{"observerConfig":{"a":"1"},"scope":{"type":"ZONE","target":[1]}}', mismatch('number', 'Scope.scope.target', 'string')],
    ['{"observerConfig":{"a":"1"},"restart":"x"}', mismatch('string', 'ObServerConfigParams.restart', 'bool')],
    ['{"observerConfig":{"cluster_id":"1"}}', OK],
    ['{"observerConfig": {"a": 1}, "scope": {"type": "GLOBAL"}}', mismatch('number', 'ObServerConfigParams.observerConfig', 'string')],
  ])('%s', (body, reason) => {
    expect(reasonOf(body, obServerConfigParams)).toBe(reason)
  })
})

describe('ObClusterConfigParams', () => {
  test.each<Case>([
    ['{"clusterId":1,"clusterName":"c1","rootPwd":"root<1>"}', OK],
    ['{"clusterId":1,"clusterName":"obc"}', OK],
    ['{"clusterId":1,"clusterName":"obc","rootPwd":"r00t<1>"}', OK],
    ['{"clusterId":1,"clusterName":"obc","rootPwd":"root"}', OK],
    ['{"clusterId":11,"clusterName":"obc <1>","rsList":"not:checked"}', OK],
    ['{"clusterId":12,"clusterName":"obc2","rootPwd":""}', OK],
    ['{"clusterId":13,"clusterName":"obc3","rootPwd":"r2"}', OK],
    ['{"clusterId":1,"clusterName":"obc","rootPwd":"r1"}', OK],
    ['{"clusterId":1,"clusterName":"c1","rootPwd":"r1"}', OK],
    ['{}', OK],
    ['{"clusterId":"1","clusterName":"c"}', mismatch('string', 'ObClusterConfigParams.clusterId', 'int')],
    ['{"clusterId":1.5}', mismatch('number 1.5', 'ObClusterConfigParams.clusterId', 'int')],
    ['{"clusterId":1.0}', mismatch('number 1.0', 'ObClusterConfigParams.clusterId', 'int')],
    ['{"clusterId":0,"clusterName":"c"}', OK],
    ['{"clusterId":-1,"clusterName":"c"}', OK],
    ['{"clusterId":9223372036854775808}', mismatch('number 9223372036854775808', 'ObClusterConfigParams.clusterId', 'int')],
    ['{"clusterId":false}', mismatch('bool', 'ObClusterConfigParams.clusterId', 'int')],
    ['{"clusterId":1,"clusterName":"c","rsList":1}', mismatch('number', 'ObClusterConfigParams.rsList', 'string')],
    ['{"clusterId":1,"clusterName":"c","rsList":["a"]}', mismatch('array', 'ObClusterConfigParams.rsList', 'string')],
    ['{"clusterId":1,"clusterName":"c","rootPwd":1}', mismatch('number', 'ObClusterConfigParams.rootPwd', 'string')],
  ])('%s', (body, reason) => {
    expect(reasonOf(body, obClusterConfigParams)).toBe(reason)
  })
})

describe('ObInitParam', () => {
  test.each<Case>([
    ['{"create_proxyro_user":true,"proxyro_password":"pr<o>\'1"}', OK],
    ['{}', OK],
    ['{"import_script":true}', OK],
    ['{"create_proxyro_user":true}', OK],
    ['{"import_script":false}', OK],
    ['{"import_script":true,"create_proxyro_user":true,"proxyro_password":"p"}', OK],
    ['{"import_script":"x"}', mismatch('string', 'ObInitParam.import_script', 'bool')],
    ['{"import_script":1}', mismatch('number', 'ObInitParam.import_script', 'bool')],
    ['{"create_proxyro_user":null}', OK],
    ['{"proxyro_password":1}', mismatch('number', 'ObInitParam.proxyro_password', 'string')],
    ['[]', EOF],
  ])('%s', (body, reason) => {
    expect(reasonOf(body, obInitParam)).toBe(reason)
  })
})

describe('SetAgentPasswordParam', () => {
  test.each<Case>([
    ['{"password":"pw2"}', OK],
    ['{"password":""}', required('SetAgentPasswordParam.Password')],
    ['{"password":"pw1"}', OK],
    ['{"password":"pw2 ü<&>"}', OK],
    ['{"password":"apw"}', OK],
    ['{"password":"apw2"}', OK],
    ['{"password":"pw3"}', OK],
    ['{}', required('SetAgentPasswordParam.Password')],
    ['{"password":null}', required('SetAgentPasswordParam.Password')],
    ['{', EOF],
    ['{"password":[]}', mismatch('array', 'SetAgentPasswordParam.password', 'string')],
    ['{"password": "x"}', OK],
  ])('%s', (body, reason) => {
    expect(reasonOf(body, setAgentPasswordParam)).toBe(reason)
  })
})

describe('DagOperator', () => {
  test.each<Case>([
    ['{"operator":"RETRY"}', OK],
    ['{"operator":"PASS"}', OK],
    ['{"operator":"ROLLBACK"}', OK],
    ['{"operator":"CANCEL"}', OK],
    ['{"operator":"pass"}', OK],
    ['{"operator":"retry"}', OK],
    ['{}', required('DagOperator.Operator')],
    ['{"operator":""}', required('DagOperator.Operator')],
    ['{"operator":null}', required('DagOperator.Operator')],
    ['{"operator":"JUMP"}', OK],
    ['{"operator":1}', mismatch('number', 'DagOperator.operator', 'string')],
    ['{', EOF],
    ['{"id": "x", "operator": "x"}', OK],
  ])('%s', (body, reason) => {
    expect(reasonOf(body, dagOperator)).toBe(reason)
  })
})

describe('LogoutSessionParam', () => {
  test.each<Case>([
    ['{"session_id":"x"}', OK],
    ['{}', required('LogoutSessionParam.SessionID')],
    ['{"session_id":"0000000000000000000000000000000000000000000000000000000000000000"}', OK],
  ])('%s', (body, reason) => {
    expect(reasonOf(body, logoutSessionParam)).toBe(reason)
  })
})
