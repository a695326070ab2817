import type { HttpFrontOptions, WireRequest, WireResponse } from '../wire.ts'

/** The handler behind which `go-answers.json` was recorded: it says what it was given, or answers as the path wants it. */
export function echo(request: WireRequest): WireResponse {
  const [path = ''] = request.target.split('?', 1)
  const [, kind, number] = path.split('/')
  if (kind === 'size') return { status: 200, headers: json, body: 'x'.repeat(Number(number)) }
  if (kind === 'utf8') return { status: 200, headers: json, body: 'é'.repeat(Number(number)) }
  if (kind === 'status') return { status: Number(number), headers: [...json, ['X-A', '1']], body: '{}' }
  if (path === '/none') return { status: 200, headers: [], body: '' }
  if (path === '/length') {
    return { status: 200, headers: [['Content-Length', '5'], ['Content-Type', 'text/html']], body: request.method === 'HEAD' ? '' : 'hello' }
  }
  if (path === '/close') return { status: 200, headers: [['Connection', 'close'], ['Content-Type', 'text/html']], body: 'hello' }
  return { status: 200, headers: json, body: told(request) }
}

export function options(handler: HttpFrontOptions['handler'] = echo, more: Partial<HttpFrontOptions> = {}): HttpFrontOptions {
  return {
    handler,
    date: () => 'D',
    maxBody: () => 1 << 20,
    tooLarge: (head) => ({ status: 413, headers: json, body: `{"tooLarge":"${head.method} ${head.target} ${head.bodyLength}"}` }),
    onBug: (error) => ({ status: 500, headers: json, body: `{"bug":"${String(error)}"}` }),
    ...more,
  }
}

const json: WireResponse['headers'] = [['Content-Type', 'application/json']]

/** Fields that Go's handler did not tell of, or has under another name. */
const untold = new Set(['Content-Length', 'Trailer', 'Cache-Control', 'Host', 'Transfer-Encoding'])

function told({ method, target, version, headers, body, bodyLength, bodyError }: WireRequest): string {
  const fields = new Map<string, string[]>()
  for (let i = 0; i < headers.length; i += 2) {
    const name = String(headers[i]).toLowerCase().replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase())
    if (!untold.has(name)) fields.set(name, [...fields.get(name) ?? [], String(headers[i + 1])])
  }
  const lines = [...fields.keys()].sort().flatMap((name) => (fields.get(name) ?? []).map((value) => `${escaped(name)}=${escaped(value)};`))
  // For the preface of HTTP/2 Go's Content-Length is -1, elsewhere 0 when there is none.
  const preface = method === 'PRI' && headers.length === 0
  const declared = bodyLength === 'none' && !preface ? 'zero' : bodyLength
  const text = escaped(body.toString('latin1').slice(0, 200))
  return `${escaped(method)}|${escaped(target)}|${version}|${lines.join('')}|${declared}|${body.length}:${text}|${bodyError ?? '-'}`
}

function escaped(text: string): string {
  return text.replace(/[^\x20-\x7e]|\\/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
