import type { IncomingMessage, ServerResponse } from 'node:http'
import { unknownName } from '../steering/index.ts'
import { Call } from './call.ts'
import type { LoadedControl } from './first-use.ts'
import { guard } from './guard.ts'
import type { ControlHost } from './host.ts'
import { badRequest, ControlProblem } from './problem.ts'
import { problemOf } from './refusals.ts'
import type { Answer, Method, Route } from './route.ts'
import { Router } from './router.ts'
import { createRoutes } from './routes.ts'
import { Streams } from './streams.ts'

/** A larger body is refused before it is held in memory. */
const bodyMax = 1024 * 1024

/** The `/_sim` API (DESIGN §8): plain JSON, problem documents for errors. It sees the world and a few verbs, nothing of sockets. */
export function createControlListener(host: ControlHost): LoadedControl {
  const streams = new Streams(host)
  const router = new Router(createRoutes(streams))
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = ''
    try {
      const { path, query } = split(request.url ?? '')
      // Whoever may not ask is not told what there is.
      const isOpen = router.isOpen(path)
      if (!isOpen) guard(host, request.headers)
      const found = router.at(path)
      const method = (request.method === 'HEAD' ? 'GET' : request.method) as Method
      const here = found.get(method)
      if (here === undefined) return write(request, response, otherMethod(request.method ?? '', path, [...found.keys()]))
      requireKnown(query, here.route)
      const body = await bodyOf(request)
      if (body === null) return
      text = body
      write(request, response, await here.route.handle(new Call(host, here.params, query, request.headers, text)))
    } catch (error) {
      const problem = await problemOf(error, text)
      if (problem.status === 500) host.bug(error)
      write(request, response, problem)
    }
  }
  return { listener: (request, response) => void answer(request, response), close: () => streams.close() }
}

/** Raw path and query. A target may name its host, too. */
function split(target: string): { readonly path: string; readonly query: URLSearchParams } {
  const at = target.indexOf('?')
  const whole = at < 0 ? target : target.slice(0, at)
  return { path: whole.replace(/^https?:\/\/[^/]*/i, ''), query: new URLSearchParams(at < 0 ? '' : target.slice(at + 1)) }
}

function requireKnown(query: URLSearchParams, { query: known = [] }: Route): void {
  if (known === null) return
  for (const name of query.keys()) {
    if (known.includes(name)) continue
    throw badRequest(unknownName('parameter', name, known, 'this call takes none'))
  }
  const twice = known.find((name) => query.getAll(name).length > 1)
  if (twice !== undefined) throw badRequest(`the parameter '${twice}' is given more than once`)
}

/** A method that the path does not have; OPTIONS asks which it has. */
function otherMethod(method: string, path: string, methods: readonly Method[]): ControlProblem | Answer {
  const allow = [...methods.flatMap((each) => (each === 'GET' ? [each, 'HEAD'] : [each])), 'OPTIONS'].join(', ')
  if (method === 'OPTIONS') return { status: 204, type: '', text: '', headers: { Allow: allow } }
  return new ControlProblem(405, 'Method not allowed', `${path} takes ${methods.join(' and ')}, not ${method}`, {}, { Allow: allow })
}

/** The body, or null where whoever asks has gone before its end. @throws ControlProblem 413 */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const detail = `a body of the control API has ${bodyMax} bytes at most`
  const tooLarge = (): ControlProblem => new ControlProblem(413, 'Body too large', detail, {}, { Connection: 'close' })
  if (Number(request.headers['content-length'] ?? 0) > bodyMax) throw tooLarge()
  const parts: Buffer[] = []
  let length = 0
  try {
    // The connection is still needed when the body is not.
    for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += part.length
      if (length > bodyMax) break
      parts.push(part)
    }
  } catch {
    return null
  }
  if (length > bodyMax) throw tooLarge()
  return Buffer.concat(parts).toString('utf8')
}

function write(request: IncomingMessage, response: ServerResponse, answer: Answer | ControlProblem): void {
  // Whoever asked has gone.
  if (response.destroyed || response.writableEnded) return
  const isHead = request.method === 'HEAD'
  if ('stream' in answer) return answer.stream(response, isHead)
  const { status, headers = {} } = answer
  const isProblem = answer instanceof ControlProblem
  const text = isProblem || 'json' in answer ? `${JSON.stringify(isProblem ? answer : answer.json)}\n` : answer.text
  const type = isProblem ? 'application/problem+json' : 'json' in answer ? 'application/json' : answer.type
  response.writeHead(status, {
    ...(status !== 204 && { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) }), 'Cache-Control': 'no-store', ...headers,
  })
  response.end(isHead || status === 204 ? '' : text)
}
