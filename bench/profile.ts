import { readFileSync } from 'node:fs'
import type { Profiler } from 'node:inspector'
import { fileURLToPath } from 'node:url'

/** What a request spends its time on: areas of our code and Hono's, the first that fits. */
const areas: readonly (readonly [name: string, module: RegExp])[] = [
  ['HTTP edge: reading heads, framing answers', /^src\/server\//],
  ['Hono: routing, context', /node_modules\/hono\//],
  ['app: the phases of a request', /^src\/app\.ts/],
  ['dispatch: who may ask, binding', /^src\/(?:dispatch|openapi|cluster)\//],
  ['operations: the answer as values', /^src\/operations\//],
  ['credentials: base64, RSA, AES', /^src\/protocol\/(?:rsa|aes|base64|credential)|^node:internal\/crypto|^node:crypto/],
  ['envelope: JSON, times, languages', /^src\/protocol\//],
  ['world: clock, tasks, chance', /^src\/(?:simulation\.ts|clock|task|dags|faults|scenario)/],
]
const collecting = 'V8: garbage collection'
const rest = 'Node and the kernel: sockets, events'

/** Node's options for a process to be profiled: a function that V8 has put into another would count for that one. */
export const profilable = ['--no-turbo-inlining', '--no-maglev']

/** How often a profile looks. */
export const samplingMicros = 200

export interface Share {
  readonly area: string
  /** Microseconds of a request. */
  readonly micros: number
}

/**
 * Puts the samples of a profile to the areas of the code; native functions count for whoever called them. What a request takes beyond that is
 * Node's and the kernel's.
 *
 * @param whole microseconds of CPU that a request takes over a socket
 */
export function sharesOf(profile: Profiler.Profile, requests: number, whole: number): Share[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
  const moduleAt = createModuleLookup()
  const areaOf = (id: number | undefined): string => {
    if (id === undefined) return rest
    const { url, lineNumber, functionName } = nodes.get(id)!.callFrame
    if (functionName === '(garbage collector)') return collecting
    if (url === '') return areaOf(parents.get(id))
    const module = moduleAt(url, lineNumber)
    return areas.find(([, pattern]) => pattern.test(module))?.[0] ?? rest
  }
  const cached = new Map(profile.nodes.map(({ id }) => [id, areaOf(id)]))
  const micros = new Map<string, number>()
  profile.samples!.forEach((id, index) => {
    const area = cached.get(id)!
    // A longer gap means that another process had the core.
    micros.set(area, (micros.get(area) ?? 0) + Math.min(profile.timeDeltas![index]!, 2 * samplingMicros))
  })
  const shares = [...areas.map(([name]) => name), collecting]
    .filter((area) => micros.has(area))
    .map((area) => ({ area, micros: micros.get(area)! / requests }))
  const ours = shares.reduce((sum, share) => sum + share.micros, 0)
  return [...shares, { area: rest, micros: Math.max(whole - ours, 0) }]
}

/** esbuild writes above each module of a bundle where it is from. */
function createModuleLookup(): (url: string, line: number) => string {
  const bundles = new Map<string, readonly (string | undefined)[]>()
  return (url, line) => {
    if (!url.startsWith('file:')) return url
    let modules = bundles.get(url)
    if (modules === undefined) {
      let current: string | undefined
      modules = readFileSync(fileURLToPath(url), 'utf8').split('\n').map((text) => {
        return current = /^\s*\/\/ (?:\S*?\/)??((?:src|node_modules)\/\S+)$/.exec(text)?.[1] ?? current
      })
      bundles.set(url, modules)
    }
    return modules[line] ?? url
  }
}
