import { describe, expect, onTestFinished, test } from 'vitest'
import { comparable, pretty, type Json } from '../sdk/document.ts'
import { venv } from '../sdk/venv.ts'
import { spawnSimulator, type AgentPlace } from '../support/simulator.ts'
import { startMcp } from './mcp.ts'

/** The log comes by another way than the answers. */
const loggedWithin = { timeout: 5_000 }

// What it depends on in versions of its day; how its answers look is theirs.
const installed = await venv({ releases: ['obshell-mcp==0.0.1', 'obshell==0.0.9', 'fastmcp==4.2.3'], module: 'obshell_mcp' })
if ('missing' in installed) console.warn(`SKIPPED: the tests with obshell-mcp, because ${installed.missing}.`)

describe.skipIf('missing' in installed)('obshell-mcp, the MCP server', () => {
  test('joins, configures and removes by any method of the SDK, and creates a cluster in vain, which it rolls back and removes', async () => {
    if ('missing' in installed) return
    const simulator = await spawnSimulator({ agents: 2 })
    const [{ host, port, address }, second] = simulator.agents as [AgentPlace, AgentPlace]
    const server = await startMcp(installed.python, ['-m', 'obshell_mcp'], {
      OBSHELL_HOST: host, OBSHELL_PORT: String(port), SYS_PASSWORD: 'secret', CLUSTER_NAME: 'test', TENANT_NAME: 'shop', NO_PROXY: '127.0.0.1', PYTHONDONTWRITEBYTECODE: '1',
    })
    onTestFinished(async () => {
      expect([await server.stop(), await simulator.stop()]).toEqual([0, 0])
    })
    expect(server.tools).toEqual(['create_cluster', 'create_tenant', 'get_all_obshell_sdk_methods', 'get_obshell_sdk_methods_description', 'call_obshell_sdk'])

    const calls: Json[] = []
    /** Calls a tool and writes down what it said, and what the agents were asked meanwhile. */
    const call = async (tool: string, args: Readonly<Record<string, Json>>, name = tool): Promise<void> => {
      const before = simulator.log.length
      const { content, isError } = await server.call(tool, args)
      // A request of ours that shows: all before it has been logged.
      const mark = `/mark/${calls.length}`
      await fetch(`${second.url}${mark}`)
      await expect.poll(() => simulator.log.at(-1)?.target, loggedWithin).toBe(mark)
      const sent = simulator.log.slice(before, -1).filter(({ target }) => !target.startsWith('/mark/')).map((line) => `${line.method} ${line.agent}${line.target} -> ${line.status}`)
      calls.push({ call: name, ...(isError ? { error: true } : {}), said: content.map(({ text }) => readable(text)), sent })
    }
    const sdk = async (method: string, args: Readonly<Record<string, Json>> = {}): Promise<void> => call('call_obshell_sdk', { sdk_method: method, args }, method)

    await sdk('get_status')
    await sdk('join_sync', { ip: host, port, zone: 'zone1' })
    await sdk('join', { ip: host, port, zone: 'zone1' })
    await sdk('join_sync', { ip: second.host, port: second.port, zone: 'zone2' })
    await sdk('config_observer_sync', { configs: { memory_limit: '6G' }, level: 'GLOBAL', target: [] })
    await sdk('config_observer_sync', { configs: { memory_limit: '6G' }, level: 'ZONE', target: ['zone9'] })
    await sdk('config_obcluster_sync', { cluster_name: 'test', cluster_id: 1, root_pwd: 'secret' })
    await sdk('get_ob_info')
    await sdk('wait_dag_succeed', { generic_id: 'nonsense' })
    await sdk('get_unfinished_dags')
    await call('create_tenant', { zone_replica_type: { zone1: 'FULL' } })
    await sdk('remove_sync', { ip: second.host, port: second.port })
    await sdk('agg_clear_uninitialized_agent')

    await simulator.control('PATCH', `/agents/${address}`, { observer: { start: { exits: 1, prints: 'no space left\n' } } })
    const servers = { [address]: { zone: 'zone1', memory_limit: '7G', mysql_port: '2881', rpc_port: '2882' }, [second.address]: { zone: 'zone2', mysql_port: '2883', rpc_port: '2884' } }
    await call('create_cluster', { servers_with_configs: servers, cluster_id: 1 })
    await call('create_cluster', { servers_with_configs: {}, cluster_id: 1 }, 'create_cluster of nothing')
    await sdk('get_info')

    await expect(`${pretty(comparable(JSON.stringify(calls), simulator.agents))}\n`).toMatchFileSnapshot('obshell-mcp.expected.json')
    expect(simulator.complaints).toEqual([])
  })
})

/** It answers with what Python prints of an object, which has quotation marks in quotation marks: without these people can read it. */
function readable(text: string): string {
  return text
    .replaceAll('\\"', '').replace(/^"(.*)"$/s, '$1')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z/g, (time) => (time === '1970-01-01T00:00:00Z' ? time : '<time>'))
    .replace(/(?<=\b(?:pid|start_at|startAt):)[1-9]\d*/g, '<positive>')
}
