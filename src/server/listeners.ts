/** Who wants to hear of changes: all that happens in one go is told at once, and afterwards. */
export class Listeners {
  readonly #all = new Set<() => void>()
  #telling: NodeJS.Immediate | null = null

  /** @returns what takes it out again */
  add(listener: () => void): () => void {
    this.#all.add(listener)
    return () => void this.#all.delete(listener)
  }

  tell(): void {
    if (this.#all.size === 0 || this.#telling !== null) return
    this.#telling = setImmediate(() => {
      this.#telling = null
      for (const listener of [...this.#all]) listener()
    }).unref()
  }
}
