import { createHash, type Hash } from 'node:crypto'
import type { Simulation } from '../../../src/simulation.ts'
import type { Exchange } from './site.ts'

/** A hash over all answers, and over a world as a whole: its journal, its state. What depends on the real clock is left out. */
export class Digest {
  readonly #hash: Hash = createHash('sha256')

  exchanged({ agent, client, target, response }: Exchange): void {
    this.#add({ agent, client, target, response })
  }

  world(world: Simulation): void {
    this.#add(world.state)
  }

  end(): string {
    return this.#hash.digest('hex')
  }

  #add(value: unknown): void {
    this.#hash.update(JSON.stringify(value, told)).update('\n')
  }
}

/** Bigints, bytes and what is undefined as texts; `wall` and `duration` of journal entries not at all. */
function told(key: string, value: unknown): unknown {
  if (key === 'wall' || key === 'duration') return undefined
  if (typeof value === 'bigint') return `${value}n`
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  return value
}
