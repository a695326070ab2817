import { readFileSync } from 'node:fs'
import type { Profiler } from 'node:inspector'
import { fileURLToPath } from 'node:url'

/** What a request spends its time on: areas of the code, the first that fits. */
const areas: readonly (readonly [name: string, module: RegExp])[] = [
  ['HTTP edge: reading heads, framing answers', /^src\/server\//],
  ['Hono: routing, context', /node_modules\/hono\//],
  ['app: the phases of a request', /^src\/app\.ts/],
  ['dispatch: who may ask, binding', /^src\/(?:dispatch|openapi|cluster)\//],
  ['operations: the answer as values', /^src\/operations\//],
  ['credentials: base64, RSA, AES', /^src\/protocol\/(?:rsa|aes|base64|credential)|^node:internal\/crypto|^node:crypto/],
  ['envelope: JSON, times, languages', /^src\/protocol\//],
  ['world: clock, tasks, chance', /^src\/(?:simulation\.ts|clock|task|dags)/],
  ['log line', /^src\/cli\//],
  ['Node: sockets and streams', /^node:/],
]
const writing = 'kernel: writing to the socket'
const collecting = 'V8: garbage collection'
const system = 'kernel and event loop: reading, waiting; V8'

/** Node's options for a process to be profiled: a function that V8 has put into another would count for that one. */
export const profilable = ['--no-turbo-inlining', '--no-maglev']

/** How often a profile looks. */
export const samplingMicros = 200

export interface Share {
  readonly area: string
  /** Microseconds of a request. */
  readonly micros: number
}

/** Puts the samples of a profile to the areas of the code. Native functions count for whoever called them. */
export function sharesOf(profile: Profiler.Profile, requests: number): Share[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
  const moduleAt = createModuleLookup()
  const areaOf = (id: number | undefined): string => {
    if (id === undefined) return system
    const { url, lineNumber, functionName } = nodes.get(id)!.callFrame
    if (functionName === '(garbage collector)') return collecting
    if (url === '') return /^write(?:v|[A-Z]\w*)$/.test(functionName) ? writing : areaOf(parents.get(id))
    const module = moduleAt(url, lineNumber)
    return areas.find(([, pattern]) => pattern.test(module))?.[0] ?? system
  }
  const micros = new Map<string, number>()
  const cached = new Map<number, string>()
  profile.samples!.forEach((id, index) => {
    if (nodes.get(id)!.callFrame.functionName === '(idle)') return
    const area = cached.get(id) ?? areaOf(id)
    cached.set(id, area)
    // A longer gap means that another process had the core.
    micros.set(area, (micros.get(area) ?? 0) + Math.min(profile.timeDeltas![index]!, 2 * samplingMicros))
  })
  return [...areas.map(([name]) => name), writing, collecting, system]
    .filter((area) => micros.has(area))
    .map((area) => ({ area, micros: micros.get(area)! / requests }))
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
        if (/^\s*\/\/ (?:src|node_modules)\//.test(text)) current = text.trim().slice(3)
        return current
      })
      bundles.set(url, modules)
    }
    return modules[line] ?? url
  }
}
