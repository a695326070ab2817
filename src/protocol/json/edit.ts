/** JSON text as a tree in which all that is not touched keeps its bytes: numbers their digits, strings their escapes, keys their order. */
type Tree =
  | { readonly kind: 'leaf'; readonly text: string }
  | { readonly kind: 'list'; readonly items: Tree[] }
  /** Keys as they stand in the text, quotes and escapes included. */
  | { readonly kind: 'map'; readonly entries: { readonly key: string; value: Tree }[] }

/**
 * Sets and removes fields of a JSON text. A path is keys and indexes with dots between, `data.agents.0.version`. What is set where nothing is is added
 * at the end, maps on the way included; what is to be removed where nothing is changes nothing. Text that is no JSON stays as it is.
 */
export function editJson(text: string, set: readonly (readonly [path: string, value: unknown])[], remove: readonly string[]): string {
  try {
    JSON.parse(text)
  } catch {
    return text
  }
  const holder: Tree = { kind: 'list', items: [new Parser(text).value()] }
  for (const path of remove) removeAt(holder, ['0', ...path.split('.')])
  for (const [path, value] of set) setAt(holder, ['0', ...path.split('.')], new Parser(JSON.stringify(value ?? null)).value())
  return written(holder.items[0]!)
}

function setAt(tree: Tree, [step = '', ...rest]: readonly string[], value: Tree): void {
  if (tree.kind === 'leaf') return
  let inner = childAt(tree, step)
  if (rest.length === 0) return put(tree, step, value)
  if (inner === undefined || inner.kind === 'leaf') {
    inner = { kind: 'map', entries: [] }
    put(tree, step, inner)
  }
  setAt(inner, rest, value)
}

function put(tree: Exclude<Tree, { kind: 'leaf' }>, step: string, value: Tree): void {
  if (tree.kind === 'list') {
    const index = Number(step)
    if (Number.isInteger(index) && index >= 0) tree.items[Math.min(index, tree.items.length)] = value
    return
  }
  const entry = tree.entries.find(({ key }) => keyText(key) === step)
  if (entry === undefined) tree.entries.push({ key: JSON.stringify(step), value })
  else entry.value = value
}

function removeAt(tree: Tree, [step = '', ...rest]: readonly string[]): void {
  if (tree.kind === 'leaf') return
  const inner = childAt(tree, step)
  if (inner === undefined) return
  if (rest.length > 0) return removeAt(inner, rest)
  if (tree.kind === 'list') tree.items.splice(Number(step), 1)
  else tree.entries.splice(tree.entries.findIndex(({ key }) => keyText(key) === step), 1)
}

function childAt(tree: Exclude<Tree, { kind: 'leaf' }>, step: string): Tree | undefined {
  return tree.kind === 'list' ? tree.items[Number(step)] : tree.entries.find(({ key }) => keyText(key) === step)?.value
}

function keyText(key: string): string {
  return JSON.parse(key) as string
}

function written(tree: Tree): string {
  switch (tree.kind) {
    case 'leaf': return tree.text
    case 'list': return `[${tree.items.map(written).join(',')}]`
    case 'map': return `{${tree.entries.map(({ key, value }) => `${key}:${written(value)}`).join(',')}}`
  }
}

/** Reads text that is JSON for certain. */
class Parser {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  value(): Tree {
    this.#space()
    switch (this.#text[this.#at]) {
      case '{': return { kind: 'map', entries: this.#items('}', () => {
        const key = this.#string()
        this.#space()
        this.#at++
        return { key, value: this.value() }
      }) }
      case '[': return { kind: 'list', items: this.#items(']', () => this.value()) }
      case '"': return { kind: 'leaf', text: this.#string() }
      default: return { kind: 'leaf', text: this.#word() }
    }
  }

  #items<T>(end: string, item: () => T): T[] {
    const items: T[] = []
    this.#at++
    this.#space()
    while (this.#text[this.#at] !== end) {
      items.push(item())
      this.#space()
      if (this.#text[this.#at] === ',') this.#at++
      this.#space()
    }
    this.#at++
    return items
  }

  #string(): string {
    const start = this.#at++
    while (this.#text[this.#at] !== '"') this.#at += this.#text[this.#at] === '\\' ? 2 : 1
    return this.#text.slice(start, ++this.#at)
  }

  #word(): string {
    const start = this.#at
    while (this.#at < this.#text.length && !/[\s,\]}]/.test(this.#text[this.#at]!)) this.#at++
    return this.#text.slice(start, this.#at)
  }

  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++
  }
}
