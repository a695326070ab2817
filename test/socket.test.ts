import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startWithHomes } from './support/homes.ts'
import { run } from './sdk/process.ts'

/*
 * Programs on the same machine come to an agent by the sockets in its home, with plain HTTP and no credential. What they send and what they read
 * is what the official command line and the service script of the CE package do; curl stands in for them. (The command line itself
 * is run in clients/command-line.test.ts, where there is one.)
 */
const hasCurl = spawnSync('curl', ['--version']).status === 0
if (!hasCurl) console.warn('SKIPPED: the tests of unix sockets with curl, because there is no curl.')

interface Answer {
  readonly status: number
  readonly body: string
  readonly json: Json
}
interface Json {
  readonly data?: Record<string, unknown>
  readonly error?: { readonly errCode: string; readonly message: string }
}

/** One request by curl to a socket. */
async function curl(socket: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const sent = body === undefined ? [] : ['-H', 'Content-Type: application/json', '-d', JSON.stringify(body)]
  const { stdout, stderr, code } = await run('curl', ['--silent', '--show-error', '-w', '\n%{http_code}', '-X', method, ...sent, '--unix-socket', socket, `http://localhost${path}`])
  if (code !== 0) throw new Error(stderr)
  const [text = '', status] = [stdout.slice(0, stdout.lastIndexOf('\n')), stdout.slice(stdout.lastIndexOf('\n') + 1)]
  return { status: Number(status), body: text, json: (text.startsWith('{') ? JSON.parse(text) : {}) as Json }
}

const agentSocket = (home: string): string => join(home, 'run', 'obshell.sock')

describe.skipIf(!hasCurl)('what the official command line sends', () => {
  /** Sends a request that makes a DAG, and follows it to its end. */
  async function follow(home: string, path: string, body: unknown): Promise<string> {
    const { status, json } = await curl(agentSocket(home), 'POST', path, body)
    if (json.data === undefined) return `${status} ${json.error?.errCode ?? ''}`
    const dag = await curl(agentSocket(home), 'GET', `/api/v1/task/dag/${String(json.data['id'])}`)
    return `${String(dag.json.data?.['name'])} ${String(dag.json.data?.['state'])}`
  }
  const show = async (home: string): Promise<string[]> => {
    const { json } = await curl(agentSocket(home), 'GET', '/api/v1/ob/info')
    return (json.data?.['agent_info'] as { zone: string; port: number; identity: string }[]).map(({ zone, port, identity }) => `${zone} ${port} ${identity}`)
  }

  test('joins, shows, and takes agents out again, the follower by itself', async () => {
    const { homes: [a = '', b = ''] } = await startWithHomes(2)
    expect((await curl(agentSocket(a), 'GET', '/api/v1/status')).json.data?.['agent']).toEqual({ ip: '127.0.0.1', port: 2886, identity: 'SINGLE' })
    expect(await show(a)).toEqual([' 2886 SINGLE'])
    const join = (zoneName: string): unknown => ({ agentInfo: { ip: '127.0.0.1', port: 2886 }, zoneName, masterPassword: '' })
    expect(await follow(a, '/api/v1/agent/join', join('zone1'))).toBe('Join self SUCCEED')
    expect(await follow(b, '/api/v1/agent/join', join('zone2'))).toBe('Join to master SUCCEED')
    expect(await show(b)).toEqual(['zone1 2886 MASTER', 'zone2 2887 FOLLOWER'])
    expect((await curl(agentSocket(a), 'GET', '/api/v1/task/dag/unfinish')).json.data).toEqual({ contents: [] })
    expect(await follow(b, '/api/v1/agent/remove', { ip: '127.0.0.1', port: 2887 })).toBe('Follower remove self SUCCEED')
    expect(await follow(a, '/api/v1/agent/remove', { ip: '127.0.0.1', port: 2886 })).toBe('Remove all agents SUCCEED')
    expect([await show(a), await show(b)]).toEqual([[' 2886 SINGLE'], [' 2887 SINGLE']])
  })

  test('configures by a follower, and rolls an init back that failed', async () => {
    const { homes: [a = '', b = ''] } = await startWithHomes(2)
    await follow(a, '/api/v1/agent/join', { agentInfo: { ip: '127.0.0.1', port: 2886 }, zoneName: 'zone1' })
    await follow(b, '/api/v1/agent/join', { agentInfo: { ip: '127.0.0.1', port: 2886 }, zoneName: 'zone2' })
    const config = { observerConfig: { memory_limit: '6G' }, restart: false, scope: { type: 'SERVER', target: ['127.0.0.1:2887'] } }
    expect(await follow(b, '/api/v1/observer/config', config)).toBe('Update observer config SUCCEED')
    expect(await follow(a, '/api/v1/ob/init', { import_script: false, create_proxyro_user: false, proxyro_password: '' })).toBe('Initialize cluster FAILED')
    const { json } = await curl(agentSocket(a), 'GET', '/api/v1/task/dag/unfinish')
    const [{ id }] = json.data?.['contents'] as [{ id: string }]
    expect((await curl(agentSocket(b), 'POST', `/api/v1/task/dag/${id}`, { operator: 'ROLLBACK' })).status).toBe(200)
    const dag = await curl(agentSocket(a), 'GET', `/api/v1/task/dag/${id}`)
    expect([dag.json.data?.['state'], dag.json.data?.['operator']]).toEqual(['SUCCEED', 'ROLLBACK'])
  })

  test('is refused as over TCP where that has nothing to do with credentials', async () => {
    const { homes: [home = ''] } = await startWithHomes(1)
    const ask = async (method: string, path: string, body?: unknown): Promise<string> => {
      const { status, json } = await curl(agentSocket(home), method, path, body)
      return `${status} ${json.error?.errCode ?? ''}`
    }
    expect(await ask('POST', '/api/v1/agent/password', { password: 'secret' })).toBe('200 ')
    expect(await ask('GET', '/api/v1/ob/info')).toBe('200 ')
    expect(await ask('PUT', '/api/v1/obcluster/config', { clusterId: 1, clusterName: 'c' })).toBe('400 Agent.Identify.NotSupportOperation')
    expect(await ask('DELETE', '/rpc/v1/agent', {})).toBe('400 Request.Header.NotFound')
    expect(await ask('POST', '/api/v1/sso/token')).toBe('404 Common.NotFound')
    expect(await curl(agentSocket(home), 'GET', '/')).toMatchObject({ status: 404, body: '404 page not found' })
    expect(await curl(agentSocket(home), 'GET', '/_sim/health')).toMatchObject({ status: 404, body: '404 page not found' })
  })
})

describe.skipIf(!hasCurl)('an agent outside a cluster', () => {
  test('starts and stops what is its own when it is asked on its socket', async () => {
    const { homes: [home = ''] } = await startWithHomes(1)
    const ask = async (path: string, ...targets: readonly string[]): Promise<Json> =>
      (await curl(agentSocket(home), 'POST', path, { scope: { type: 'server', target: targets }, force: true })).json
    const stopped = (await ask('/api/v1/ob/stop', '127.0.0.1:2886', '127.0.0.1:2886')).data
    expect([stopped?.['name'], stopped?.['maintenance_type']]).toEqual(['Stop local observer', 1])
    const dag = (await curl(agentSocket(home), 'GET', `/api/v1/task/dag/${String(stopped?.['id'])}`)).json.data
    expect(dag?.['state']).toBe('SUCCEED')
    expect(JSON.stringify(dag?.['nodes'])).toContain('"task_logs":["Get observer Pid","Observer is not running"]')
    expect((await ask('/api/v1/ob/start', '127.0.0.1:2886')).error?.errCode).toBe('OB.Cluster.NotInitialized')
    expect((await ask('/api/v1/ob/stop', '127.0.0.1:2887')).error?.errCode).toBe('Agent.NotExist')
  })
})

/** As the service reads answers: by grep, so the order of keys and every blank count. */
const service = `
set -u
sock="$1/run/obshell.sock"; base=http://localhost/api/v1
request() { curl --silent -H "Content-Type: application/json" -X "$1" --unix-socket "$sock" "$base$2" "\${@:3}"; }
value() { grep -o "\\"$1\\":[^,]*" | sed "s/\\"$1\\"://" | tr -d '"'; }
accepted() { [ "$(echo "$1" | value successful)" = true ] || { echo "refused: $1"; exit 1; }; }
wait_for() {
  [ "$(echo "$2" | value id | wc -l)" = 1 ] || { echo "several ids: $2"; exit 1; }
  id=$(echo "$2" | value id)
  for try in $(seq "$3"); do
    state=$(request GET "/task/dag/$id" | value state | head -1)
    echo "$1 $try $state"
    case "$state" in SUCCEED) return;; FAILED) exit 1;; esac
  done
  echo "maximum retries reached"; exit 1
}
kill -0 "$(cat "$1/run/daemon.pid")" && kill -0 "$(cat "$1/run/obshell.pid")" || { echo "no process"; exit 1; }
echo "identity $(request GET /status | value identity | tr -d '}')"
answer=$(request POST /agent/join -d '{"agentInfo":{"ip":"127.0.0.1","port":2886},"zoneName":"zone1"}'); accepted "$answer"; wait_for join "$answer" 3
answer=$(request PUT /obcluster/config -d '{"clusterId":1,"clusterName":"obcluster","rootPwd":"secret"}'); accepted "$answer"; wait_for cluster "$answer" 3
answer=$(request PUT /observer/config -d '{"observerConfig":{"datafile_size":"24G"},"restart":true,"scope":{"type":"server","target":["127.0.0.1:2886"]}}')
accepted "$answer"; wait_for observer "$answer" 3
answer=$(curl --silent -X POST --unix-socket "$sock" "$base/ob/init"); accepted "$answer"; wait_for init "$answer" 40
`

describe.skipIf(!hasCurl)('what the service script sends', () => {
  test('goes through as far as this release does, each task at the first look', async () => {
    const { homes: [home = ''] } = await startWithHomes(1)
    const { stdout, stderr } = await run('bash', ['-c', service, 'service', home])
    expect(stderr).toBe('')
    expect(stdout.trim().split('\n')).toEqual(['identity SINGLE', 'join 1 SUCCEED', 'cluster 1 SUCCEED', 'observer 1 SUCCEED', expect.stringMatching(/^init 1 (?:FAILED|SUCCEED)$/)])
  })

  test('gives up as with a real agent when nothing goes on', async () => {
    const { homes: [home = ''] } = await startWithHomes(1, { clock: { mode: 'manual' } })
    const { stdout, code } = await run('bash', ['-c', service, 'service', home])
    expect([stdout.trim().split('\n'), code]).toEqual([['identity SINGLE', 'join 1 READY', 'join 2 READY', 'join 3 READY', 'maximum retries reached'], 1])
  })
})

describe.skipIf(!hasCurl)('the files in the home', () => {
  test('go and come with the agent, as the control API stops and starts it', async () => {
    const { sim, homes: [home = ''] } = await startWithHomes(1)
    const control = async (call: string, body?: unknown): Promise<void> => {
      const response = await fetch(`${sim.agents[0]!.url}/_sim/agents/a1/${call}`, { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
      expect(response.status).toBe(200)
    }
    const files = (): string[] => readdirSync(join(home, 'run')).sort()
    const daemon = async (): Promise<unknown> => (await curl(join(home, 'run', 'daemon.sock'), 'GET', '/api/v1/status')).json.data?.['ready']
    expect([files(), await daemon(), readFileSync(join(home, 'run', 'obshell.pid'), 'utf8')]).toEqual([['daemon.pid', 'daemon.sock', 'obshell.pid', 'obshell.sock'], true, String(process.pid)])
    await control('stop')
    expect(files()).toEqual(['daemon.pid', 'daemon.sock'])
    await expect(daemon()).rejects.toThrow(/refused|connect/i)
    await control('start')
    expect([files(), await daemon()]).toEqual([['daemon.pid', 'daemon.sock', 'obshell.pid', 'obshell.sock'], true])
    await control('stop', { signal: 'SIGKILL' })
    expect(files()).toEqual(['daemon.pid', 'daemon.sock', 'obshell.pid', 'obshell.sock'])
    await sim.reset()
    expect((await curl(agentSocket(home), 'GET', '/api/v1/status')).status).toBe(200)
    await sim.close()
    expect([existsSync(home), files()]).toEqual([true, []])
  })

  test('are listed by the control API as places of the agent', async () => {
    const { sim, homes: [home = ''] } = await startWithHomes(1)
    const { listening } = await (await fetch(`${sim.agents[0]!.url}/_sim/agents/a1`)).json() as { listening: string[] }
    expect(listening).toEqual([new URL(sim.agents[0]!.url).host, `unix:${agentSocket(home)}`])
  })
})
