/** What a connection brought back, and what is wrong with it; null: nothing. `whole`: the client has waited for all of it. */
export function judge(received: Buffer, whole: boolean): string | null {
  let rest = received
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n\r\n')
    if (end < 0) return whole ? `a head without an end: ${shown(rest)}` : null
    const [statusLine = '', ...lines] = rest.toString('latin1', 0, end).split('\r\n')
    const [, version = '', code = ''] = /^HTTP\/1\.(0|1) (\d{3})(?: .*)?$/.exec(statusLine) ?? []
    if (version === '') return `no status line: ${shown(rest)}`
    const headers = new Map<string, string>()
    for (const line of lines) {
      const colon = line.indexOf(': ')
      if (colon < 1) return `no header: ${JSON.stringify(line)}`
      headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 2))
    }
    rest = rest.subarray(end + 4)
    const status = Number(code)
    const body = takeBody(rest, status, headers)
    if (body === null) return whole ? `the body of a ${status} does not end: ${shown(rest)}` : null
    rest = rest.subarray(body.taken)
    const wrong = judgeBody(status, headers.get('content-type') ?? null, body.text, statusLine)
    if (wrong !== null) return `${wrong}: ${statusLine} ${shown(Buffer.from(body.text, 'latin1'))}`
  }
  return null
}

function takeBody(rest: Buffer, status: number, headers: ReadonlyMap<string, string>): { text: string; taken: number } | null {
  if (status < 200 || status === 204 || status === 304) return { text: '', taken: 0 }
  const all = (length: number): { text: string; taken: number } | null => (rest.length < length ? null : { text: rest.toString('latin1', 0, length), taken: length })
  // To HEAD: nothing follows, or the next answer does.
  const bodiless = rest.length === 0 || /^HTTP\/1\.[01] \d{3}/.test(rest.toString('latin1', 0, 12))
  const length = headers.get('content-length')
  if (length !== undefined) return bodiless ? { text: '', taken: 0 } : all(Number(length))
  if (headers.get('transfer-encoding') !== 'chunked') return all(rest.length)
  if (bodiless) return { text: '', taken: 0 }
  let text = ''
  for (let at = 0; ;) {
    const line = rest.indexOf('\r\n', at)
    const size = line < 0 ? NaN : parseInt(rest.toString('latin1', at, line), 16)
    if (Number.isNaN(size) || rest.length < line + 2 + size + 2) return null
    text += rest.toString('latin1', line + 2, line + 2 + size)
    at = line + 2 + size + 2
    if (size === 0) return { text, taken: at }
  }
}

const envelopeKeys = ['successful', 'timestamp', 'duration', 'status', 'traceId']

function judgeBody(status: number, type: string | null, text: string, statusLine: string): string | null {
  if (text === '') return null
  switch (type) {
    case 'application/json': case 'application/json; charset=utf-8': {
      let documents: unknown[]
      try {
        // After a panic that continues there are two (wire.md §1.10), and the control API answers objects of its own.
        documents = /^\{"successful"/.test(text) ? JSON.parse(`[${text.replaceAll(/\}\n?(?=\{"successful":)/g, '},')}]`) as unknown[] : [JSON.parse(text)]
      } catch {
        return 'no JSON'
      }
      if (!text.startsWith('{"successful"')) return documents.every((one) => typeof one === 'object' && one !== null) ? null : 'no object'
      const first = documents[0] as { status: number; error?: { errCode?: string } }
      if (text.includes('"Simulator.Bug"')) return 'a bug'
      return envelopeKeys.every((key) => key in first) && first.status === status ? null : 'no envelope of this status'
    }
    case 'application/problem+json': {
      const { title, status: said } = JSON.parse(text) as { title: string; status: number }
      return title === 'Simulator bug' || said !== status ? 'a bug' : null
    }
    // Go's own refusals say what the status line says; gin's are these two.
    case 'text/plain; charset=utf-8': return statusLine.endsWith(text) || text === 'Unsupported transfer encoding' ? null : 'a text that is not Go’s'
    case 'text/plain': return text === '404 page not found' ? null : 'a text that is not gin’s'
    case 'text/html; charset=utf-8': return /^<(?:!DOCTYPE html|a href=)/.test(text) ? null : 'a page that is not the agent’s'
    case 'application/yaml': return text.startsWith('# The HTTP interface of obshell') ? null : 'no document'
    default: return `content of type ${type}`
  }
}

function shown(bytes: Buffer): string {
  return JSON.stringify(bytes.toString('latin1', 0, 400))
}
