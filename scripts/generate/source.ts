import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import type { OpenAPIObject } from 'openapi3-ts/oas31'

/** Where something stands in the document: the keys that lead to it. */
export type Path = readonly (string | number)[]

/** A node of the document as plain values: what YAML gives, before anything is known of it. */
export type Plain = { readonly [key: string]: unknown }

/** The document with its lines, and what was found wrong with it so far. */
export class Source {
  readonly document: OpenAPIObject
  readonly #tree: Document
  readonly #lines = new LineCounter()
  readonly #name: string
  readonly #problems = new Map<string, number>()

  constructor(text: string, name: string) {
    this.#name = name
    this.#tree = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false })
    for (const error of [...this.#tree.errors, ...this.#tree.warnings]) {
      this.#add(this.#lines.linePos(error.pos[0]).line, error.message)
    }
    const value: unknown = this.#tree.errors.length > 0 ? {} : this.#tree.toJS()
    this.document = (isPlain(value) ? value : {}) as unknown as OpenAPIObject
  }

  /** Notes a problem at a place; a place that is not there counts as the nearest one above it. */
  report(at: Path, message: string): void {
    this.#add(this.#lineOf(at), message)
  }

  problems(): string[] {
    return [...this.#problems].sort(([, one], [, other]) => one - other).map(([problem]) => problem)
  }

  /** What a `#/…` reference points to, and where that is; undefined if it is not there. */
  resolve(reference: string): { readonly at: Path, readonly value: unknown } | undefined {
    if (!reference.startsWith('#/')) return undefined
    const at = reference.slice(2).split('/').map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    let value: unknown = this.document
    for (const key of at) {
      if (!isPlain(value) || !Object.hasOwn(value, key)) return undefined
      value = value[key]
    }
    return { at, value }
  }

  /** The node itself, or what its `$ref` points to. */
  follow(node: unknown, at: Path): { readonly at: Path, readonly value: unknown } {
    if (!isPlain(node) || typeof node['$ref'] !== 'string') return { at, value: node }
    return this.resolve(node['$ref']) ?? { at, value: undefined }
  }

  /** Every `$ref` must point to something in this file, and every component must be pointed to. */
  checkReferences(): void {
    const pointedTo = new Set<string>()
    const visit = (node: unknown, at: Path): void => {
      if (Array.isArray(node)) node.forEach((item: unknown, index) => visit(item, [...at, index]))
      if (!isPlain(node)) return
      const reference = node['$ref']
      if (typeof reference === 'string') {
        pointedTo.add(reference)
        if (this.resolve(reference) === undefined) this.report([...at, '$ref'], `\`${reference}\` is not in this document`)
      }
      for (const [key, value] of Object.entries(node)) visit(value, [...at, key])
    }
    visit(this.document, [])
    for (const [kind, components] of Object.entries(this.document.components ?? {})) {
      if (kind === 'securitySchemes' || !isPlain(components)) continue
      for (const name of Object.keys(components)) {
        if (!pointedTo.has(`#/components/${kind}/${name}`)) this.report(['components', kind, name], `${name} is used nowhere: remove it`)
      }
    }
  }

  /** Refuses `x-obshell-…` keys of a node that are not known there. */
  checkExtensions(node: Plain, at: Path, known: readonly string[]): void {
    for (const key of Object.keys(node)) {
      if (key.startsWith('x-obshell-') && !known.includes(key)) {
        this.report([...at, key], `${key} is not known here; known are ${known.join(', ') || 'none'}`)
      }
    }
  }

  /** The line of the key (or of the item of a list). */
  #lineOf(at: Path): number {
    for (let length = at.length; length > 0; length--) {
      const parent: unknown = length === 1 ? this.#tree.contents : this.#tree.getIn(at.slice(0, length - 1), true)
      const key = at[length - 1]
      const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key)) : undefined
      const node: unknown = pair?.key ?? this.#tree.getIn(at.slice(0, length), true)
      if (isNode(node) && node.range) return this.#lines.linePos(node.range[0]).line
    }
    return 1
  }

  #add(line: number, message: string): void {
    this.#problems.set(`${this.#name}:${line} ${message}`, line)
  }
}

/** `AgentInfo` of `#/components/schemas/AgentInfo`. */
export function schemaName(reference: unknown): string | undefined {
  return typeof reference === 'string' ? /^#\/components\/schemas\/(\w+)$/.exec(reference)?.[1] : undefined
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
