import type { Agent } from '../../cluster/index.ts'
import { startObproxy } from '../../dags/index.ts'
import type { AddObproxyParam } from '../../openapi/index.ts'
import { coded, plain, wrap, type Failure, type FormFile } from '../../protocol/index.ts'
import { noContent, notModelled, refused, refusedWith, type OperationContext, type Operations, type Result } from '../context.ts'
import { createdDag } from '../created-dag.ts'

/** The obproxy of the host, on an agent that manages none (cluster.md §11). No agent can be brought to manage one yet. */
export const obproxyFront: Operations = {
  obproxyAdd,
  obproxyDelete: () => noContent,
  obproxyStart: (context) => createdDag(context, startObproxy()),
  obproxyStop: () => notManaged,
  obproxyUpgrade: () => notManaged,
  obproxyPackageUpload,
}

const notManaged = refusedWith(null, coded('OBProxy.NotBeManaged'))

/** The first thing looked at is the home of the obproxy, and of the host's folders only the agent's own are known. */
function obproxyAdd(context: OperationContext, { home_path: home }: AddObproxyParam): Result {
  if (mayBeThere(context.agent, home)) return notModelled(context)
  return refusedWith(null, wrap(coded('Common.PathNotExist', home), 'invalid obproxy home path'))
}

/** The agent's home, what is in it and what it is in; and what a dot leads to. */
function mayBeThere(agent: Agent, path: string): boolean {
  const [own, other] = [`${agent.home}/`, `${path}/`]
  return own.startsWith(other) || other.startsWith(own) || path === '/' || /^\.{1,2}(?:\/|$)/.test(path)
}

function obproxyPackageUpload(context: OperationContext): Result {
  const { file } = context
  if (file === null || !file.ok) return refused(coded('Request.File.Missing', 'file', file?.reason ?? 'http: no such file'))
  const fault = packageFault(file)
  return fault === null ? notModelled(context) : refusedWith(null, fault)
}

/** Why a file is no RPM package, as far as its first bytes tell; null where they tell nothing. */
function packageFault({ head, bytes }: Extract<FormFile, { ok: true }>): Failure | null {
  if (head.length < 96) return plain(head.length === 0 ? 'EOF' : 'unexpected EOF')
  if (head[0] !== 0xed || head[1] !== 0xab || head[2] !== 0xee || head[3] !== 0xdb) return plain('rpm: invalid file descriptor')
  if (head[4]! < 3 || head[4]! > 4) return plain(`rpm: unsupported rpm version: ${head[4]}`)
  const signature = head[78]! << 8 | head[79]!
  if (signature !== 5) return plain(`rpm: unknown signature type: ${signature.toString(16)}`)
  return bytes === head.length ? plain('EOF') : null
}
