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

  /**
   * Whose key a text was encrypted with, that the key of the agent that got it does not open: of the keys that are there, for none is made to find out.
   *
   * @param agents of the world
   * @returns `encrypted with the key of agent b`, or null when no key opens it
   */
  whoseKey(agents: readonly Agent[], asked: Agent, text: string): string | null {
    const { bytes, error } = decodeBase64(text)
    if (error !== undefined || bytes.length === 0) return null
    const own = `${asked.name}#`
    const names = [...this.#keys.keys()].filter((name) => name !== `${own}${asked.keyGeneration}`)
    // An older key of its own is the likeliest: clients store keys for good.
    const likeliest = [...names.filter((name) => name.startsWith(own)), ...names.filter((name) => !name.startsWith(own))].slice(0, triedMax)
    const found = likeliest.find((name) => {
      const key = this.#keys.get(name)!
      return decryptChunks(key, bytes.subarray(0, key.size)).ok && decryptChunks(key, bytes).ok
    })
    return found === undefined ? null : keyInWords(found, agents, asked)
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

/** Each try takes a tenth of a millisecond. */
const triedMax = 32

function keyInWords(reference: string, agents: readonly Agent[], asked: Agent): string {
  const [, name = '', generation = ''] = /^(.*)#(\d+)$/.exec(reference)!
  const owner = agents.find((agent) => agent.name === name)
  // A reset begins with the first key again, and the ring keeps those that were made.
  const when = Number(generation) < (owner?.keyGeneration ?? 0) ? ' had before' : ' had before the world was reset'
  if (name === asked.name) return `encrypted with a key that this agent${when}`
  return `encrypted with ${owner?.keyGeneration === Number(generation) ? `the key of agent ${name}` : `a key that agent ${name}${when}`}`
}
