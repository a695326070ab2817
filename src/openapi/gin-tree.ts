/**
 * The prefix tree that gin 1.10 keeps for each method, as far as it can be seen from outside: which route a path finds, and where gin
 * sends a client whose path has one slash too many (wire.md §1.8). The second depends on where the tree happens to branch, so the tree
 * is built as gin builds it: texts are cut where routes part and before and after each parameter, and the first of those cuts decides.
 */

/** What the tree needs to know of a route. */
export interface TreeRoute {
  readonly method: string
  /** As gin writes it: `/api/v1/task/dag/:id`. It neither ends with a slash nor has catch-all parameters; the agent has none such. */
  readonly path: string
}

/** What gin finds for a path: a route with its parameters, the path without its last slash to be sent to, or nothing. */
export type Found<R extends TreeRoute> =
  | { readonly kind: 'route', readonly route: R, readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'redirect', readonly to: string }
  | { readonly kind: 'nothing' }

/**
 * A lookup over some routes. Building it costs a millisecond or two, so build it when it is first needed.
 * @returns a function of method and decoded path. Other than in most routers a parameter that is followed by a slash may be empty
 * (`/api/v1/tenant//lock`): the handlers of the agent have refusals for that.
 */
export function createGinTree<R extends TreeRoute>(routes: readonly R[]): (method: string, path: string) => Found<R> {
  const roots = new Map<string, Node<R>>()
  for (const route of routes) {
    const root = roots.get(route.method)
    if (root === undefined) roots.set(route.method, chain(route.path, route))
    else insert(root, route.path, route)
  }
  return (method, path) => {
    const root = roots.get(method)
    return root === undefined ? { kind: 'nothing' } : find(root, path)
  }
}

/**
 * gin's advice on a trailing slash.
 * @returns a function of method and decoded path that gives the decoded path gin redirects to, or null where it does not: because a route
 * is there, because the method has no route nearby (HEAD and OPTIONS have none at all), or because the tree does not branch there.
 */
export function createSlashAdvice(routes: readonly TreeRoute[]): (method: string, path: string) => string | null {
  const find = createGinTree(routes)
  return (method, path) => {
    const found = find(method, path)
    return found.kind === 'redirect' ? found.to : null
  }
}

interface Node<R> {
  text: string
  /** What follows the text: by its first character. Two texts at one place never begin alike. */
  branches: Map<string, Node<R>>
  /** Or a parameter follows. Texts are tried first. */
  parameter: Parameter<R> | undefined
  /** The route that ends here. */
  route: R | undefined
}

interface Parameter<R> {
  readonly name: string
  /** What follows the parameter; it begins with a slash. */
  rest: Node<R> | undefined
  route: R | undefined
}

/** A route not yet in the tree as a chain of nodes: text, parameter, text, … */
function chain<R>(path: string, route: R): Node<R> {
  const colon = path.indexOf(':')
  if (colon < 0) return { text: path, branches: new Map(), parameter: undefined, route }
  const node: Node<R> = { text: path.slice(0, colon), branches: new Map(), parameter: undefined, route: undefined }
  insertParameter(node, path.slice(colon), route)
  return node
}

function insert<R>(node: Node<R>, path: string, route: R): void {
  const common = commonLength(node.text, path)
  if (common < node.text.length) split(node, common)
  const rest = path.slice(common)
  if (rest === '') {
    node.route = route
  } else if (rest.startsWith(':')) {
    insertParameter(node, rest, route)
  } else {
    const branch = node.branches.get(rest.charAt(0))
    if (branch === undefined) node.branches.set(rest.charAt(0), chain(rest, route))
    else insert(branch, rest, route)
  }
}

function insertParameter<R>(node: Node<R>, path: string, route: R): void {
  const slash = path.indexOf('/')
  const end = slash < 0 ? path.length : slash
  const parameter = node.parameter ??= { name: path.slice(1, end), rest: undefined, route: undefined }
  const rest = path.slice(end)
  if (rest === '') parameter.route = route
  else if (parameter.rest === undefined) parameter.rest = chain(rest, route)
  else insert(parameter.rest, rest, route)
}

/** Cuts the text of a node in two: the node keeps the beginning, what it held goes to a new one below. */
function split<R>(node: Node<R>, length: number): void {
  const below: Node<R> = { ...node, text: node.text.slice(length) }
  node.text = node.text.slice(0, length)
  node.branches = new Map([[below.text.charAt(0), below]])
  node.parameter = undefined
  node.route = undefined
}

function commonLength(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}

/** A parameter that could be taken here: what is left of the path from it on, and the parameters before it. */
interface Way<R> {
  readonly parameter: Parameter<R>
  readonly left: string
  readonly params: Params
}

type Params = readonly (readonly [name: string, value: string])[]

/**
 * Walks down the tree, by texts where it can, and remembers the parameters it went past: the last of them is tried when a text leads
 * nowhere. Only when a lone slash is left does gin not go back but decide there and then. It redirects if there is a text that goes on
 * with that slash, or if a route ends before it. So `task/dag/` is a redirect, since `dag/` and `dags/` part before the slash;
 * `task/node/` is none, since its slash belongs to the one text `node/`, and nothing is left.
 */
function find<R extends TreeRoute>(root: Node<R>, path: string): Found<R> {
  const passed: Way<R>[] = []
  let node = root
  let left = path
  let params: Params = []
  for (;;) {
    const ahead = left.startsWith(node.text) ? left.slice(node.text.length) : undefined
    if (ahead === '' && node.route !== undefined) return found(node.route, params)
    const here = ahead && node.parameter ? { parameter: node.parameter, left: ahead, params } : undefined
    const branch = ahead && node.branches.get(ahead.charAt(0))
    if (branch) {
      if (here !== undefined) passed.push(here)
      node = branch
      left = ahead
      continue
    }
    if (here === undefined && (ahead || left) === '/') {
      return !ahead || node.route !== undefined ? withoutSlash(path) : nothing
    }
    const way = here ?? passed.pop()
    if (way === undefined) return nothing
    const { parameter } = way
    const slash = way.left.indexOf('/')
    const end = slash < 0 ? way.left.length : slash
    params = [...way.params, [parameter.name, way.left.slice(0, end)]]
    left = way.left.slice(end)
    // From a parameter there is no way back.
    if (left === '') return parameter.route === undefined ? nothing : found(parameter.route, params)
    if (parameter.rest === undefined) return left === '/' ? withoutSlash(path) : nothing
    node = parameter.rest
  }
}

const nothing = { kind: 'nothing' } as const

/** gin leaves `/` itself alone. */
function withoutSlash<R extends TreeRoute>(path: string): Found<R> {
  return path === '/' ? nothing : { kind: 'redirect', to: path.slice(0, -1) }
}

function found<R extends TreeRoute>(route: R, params: Params): Found<R> {
  return { kind: 'route', route, params: Object.fromEntries(params) }
}
