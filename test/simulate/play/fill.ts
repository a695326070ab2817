import { encodeBase64, encryptChunks } from '../../../src/protocol/index.ts'
import { formatGenericId } from '../../../src/task/index.ts'
import type { Agent } from '../../../src/cluster/index.ts'
import type { Simulation } from '../../../src/simulation.ts'

/** What texts of requests are filled from. */
export interface Filling {
  readonly world: Simulation
  /** The agent that is asked. */
  readonly agent: Agent
  readonly publicKey: string
  randomByte(): number
}

/**
 * A text with what the world has at this moment in the place of `${…}`: `dag:3`, `node:3`, `sub-task:3` (the id of a row, modulo how many there are;
 * `dag:3 FAILED` of those in that state, `dag:3 FAILED may` of those with which something may be done, if any is), `ip:WHO`, `port:WHO`, `password:WHO`, `token:WHO`, `session:WHO`, `sso:WHO` (see {@link whoIs}),
 * `sealed:TEXT` (encrypted for the agent that is asked).
 */
export function fill(text: string, filling: Filling): string {
  return text.replace(/\$\{([\w-]+):([^}]*)\}/g, (_, what: string, of: string) => valueOf(what, of, filling))
}

function valueOf(what: string, of: string, { world, agent, publicKey, randomByte }: Filling): string {
  if (what === 'dag' || what === 'node' || what === 'sub-task') return idOf(world, what, of)
  if (what === 'sealed') return sealed(of, publicKey, randomByte)
  const named = whoIs(world, of) ?? agent
  switch (what) {
    case 'ip': return named.ip
    case 'port': return String(named.port)
    case 'password': return named.agentPassword ?? ''
    case 'token': return named.tokens[`${named.ip}:${named.port}`] ?? ''
    case 'session': return Object.keys(named.sessions.opened)[0] ?? 'x'
    case 'sso': return Object.keys(named.sessions.tokens)[0] ?? 'x'
    default: throw new Error(`nothing fills \${${what}:${of}}`)
  }
}

/** An agent by its name, or `MASTER 2`: one of those that are such and run, modulo how many there are. Null: nobody, or `asked`: whoever is asked. */
export function whoIs(world: Simulation, who: string): Agent | null {
  const [role, place] = who.split(' ')
  if (place === undefined) return world.agent(who) ?? null
  const such = world.agents.filter(({ identity, process }) => identity === role && process !== null)
  return such[Number(place) % such.length] ?? world.agents[Number(place) % world.agents.length]!
}

/** Of no rows at all: an id that nobody has. */
function idOf(world: Simulation, level: 'dag' | 'node' | 'sub-task', which: string): string {
  const [place = '', state, may] = which.split(' ')
  const rows = world.agents.flatMap((agent) => {
    const store = world.tasks(agent)
    const own = level === 'dag' ? store.dags : level === 'node' ? store.nodes : store.subTasks
    return own.map((row) => {
      const node = 'nodeId' in row ? store.nodes[row.nodeId - 1]! : row
      const dag = 'dagId' in node ? store.dags[node.dagId - 1]! : store.dags[node.id - 1]!
      const may = store.subTasks[store.nodes[dag.nodeIds[0]! - 1]!.subTaskIds[0]! - 1]!.flags
      return { id: formatGenericId(agent, row.id, dag.type), state: row.state, may: may.cancel || may.retry || may.pass }
    })
  })
  const such = rows.filter((row) => row.state === state)
  const best = such.filter((row) => may === undefined || row.may)
  const among = [best, such, rows].find(({ length }) => length > 0) ?? rows
  return among[Number(place) % among.length]?.id ?? '20168430081028861'
}

export function sealed(text: string, publicKey: string, randomByte: () => number): string {
  const encrypted = encryptChunks(publicKey, Buffer.from(text), 53, () => randomByte() % 255 + 1)
  if (!encrypted.ok) throw new Error(encrypted.error)
  return encodeBase64(encrypted.bytes)
}
