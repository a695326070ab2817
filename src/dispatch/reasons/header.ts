import type { Agent } from '../../cluster/index.ts'
import type { Simulation } from '../../simulation.ts'
import type { KeyRing } from '../keys.ts'

/**
 * Why a header could not be read, as a sentence that a developer can act on.
 *
 * @param text the header as it came
 * @param reason what Go says of it (wire.md §3.3)
 */
export function explainHeader(world: Simulation, agent: Agent, keys: KeyRing, text: string, reason: string): string {
  if (/^\s*[{[]/.test(text)) return 'the header is JSON as it stands: it is to be encrypted with the key of GET /api/v1/secret, and base64 of that'
  if (reason.startsWith('illegal base64')) return `the header is no base64: ${reason}`
  if (!reason.startsWith('crypto/rsa')) return `the header was decrypted, and is not the JSON that it is to be: ${reason}${hint(reason)}`
  return `the header is ${keys.whoseKey(world.agents, agent, text) ?? 'encrypted with a key of none of these agents, or is no RSA at all'}; GET /api/v1/secret of this agent tells its key`
}

function hint(reason: string): string {
  if (reason.includes('HttpHeader.Ts')) return ' (Ts is a text: "1767601860")'
  if (reason.includes('HttpHeader.Keys')) return ' (Keys are base64 of 32 bytes)'
  return ''
}
