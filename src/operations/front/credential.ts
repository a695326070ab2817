import type { CreateCredentialParam, SshCredentialProperty } from '../../openapi/index.ts'
import { coded, parseIp, sprintfBare, wrap, type Failure } from '../../protocol/index.ts'
import { notModelled, refusedWith, type OperationContext, type Operations, type Result } from '../context.ts'
import { notHeld } from '../refusals.ts'
import { holdsOceanBase } from '../requirement.ts'

/** Stored ssh credentials: to create one asks for no identity, so the body is judged on any agent (cluster.md §10). */
export const credentialFront: Operations = { createCredential }

function createCredential(context: OperationContext, { target_type: kind, ssh_credential_property: property }: CreateCredentialParam): Result {
  const fault = kind === 'HOST' ? propertyFault(property) : coded('Credential.TargetType.NotSupported')
  if (fault !== null) return refusedWith(null, fault)
  if (holdsOceanBase(context.agent)) return notModelled(context)
  return refusedWith(null, wrap(wrap(notHeld, 'get ocs instance failed'), 'check host in all_agent failed'))
}

/** Every host in turn, its address before its port, then how to log in. */
function propertyFault({ targets, type }: SshCredentialProperty): Failure | null {
  if (targets === null || targets.length === 0) return coded('Common.IllegalArgument', 'targets list cannot be empty')
  for (const { ip, port } of targets) {
    // Go's net.ParseIP knows no zones.
    if (ip.includes('%') || !parseIp(ip).ok) return coded('Common.InvalidIp', sprintfBare(ip))
    // No port, or 0, is that of ssh.
    if (port < 0 || port > 65535) return coded('Credential.SSH.InvalidPort', String(port))
  }
  return type === 'PASSWORD' ? null : coded('Credential.AuthType.NotSupported')
}
