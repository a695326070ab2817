import { Random } from '../clock/index.ts'
import type { Agent } from '../cluster/index.ts'
import { decodeBase64, decryptChunks, makeKey, type KeyPair } from '../protocol/index.ts'
import type { Doors } from './dispatch.ts'

export type Opened = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly reason: string }

/**
 * The agents' RSA keys, made from the seed on first use and kept: a thousand agents must not cost a thousand keys at start, and a reset
 * makes none anew (DESIGN §3). Which key an agent has is state of the world; the key itself follows from it.
 */
export class KeyRing implements Doors {
  readonly #seed: number
  readonly #keys = new Map<string, KeyPair>()

  constructor(seed: number) {
    this.#seed = seed
  }

  publicKey(agent: Agent): string {
    return this.#keyOf(agent).publicKey
  }

  /** The public key of an agent's that a reference in a table stands for. */
  keyText(reference: string): string {
    return this.#keyNamed(reference).publicKey
  }

  /** Decrypts base64 of RSA blocks, whatever the length of the texts in them (wire.md §3.2). */
  open(agent: Agent, text: string): Opened {
    const decoded = decodeBase64(text)
    if (decoded.error !== undefined) return { ok: false, reason: decoded.error }
    return decryptChunks(this.#keyOf(agent), decoded.bytes)
  }

  unseal(agent: Agent, text: string): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string } {
    const opened = this.open(agent, text)
    return opened.ok ? { ok: true, text: Buffer.from(opened.bytes).toString('utf8') } : opened
  }

  #keyOf(agent: Agent): KeyPair {
    return this.#keyNamed(`${agent.name}#${agent.keyGeneration}`)
  }

  #keyNamed(name: string): KeyPair {
    let key = this.#keys.get(name)
    if (key === undefined) {
      const stream = new Random(this.#seed).stream('key', name)
      key = makeKey(() => Random.uint32(stream))
      this.#keys.set(name, key)
    }
    return key
  }
}
