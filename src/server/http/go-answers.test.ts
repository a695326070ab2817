import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createHttpFront } from './index.ts'
import { options } from './testing/echo.ts'
import { inProcess, quiet } from './testing/wire-client.ts'

interface Recorded { sent: string | string[]; got: string; closes?: true; after?: string }
interface RecordedBytes { sent: string; answers: Record<string, string> }
interface Seen { sent: string; got: string; closes: boolean; after: string }

const recorded = JSON.parse(readFileSync(new URL('./testing/go-answers.json', import.meta.url), 'utf8')) as Recorded[]

const recordedBytes = JSON.parse(readFileSync(new URL('./testing/go-bytes.json', import.meta.url), 'utf8')) as RecordedBytes[]

describe('what Go answers', () => {
  test('is answered byte for byte, at the same moment, and the connection is closed or kept alike', async () => {
    expect(recorded.length).toBeGreaterThan(1000)
    const seen: Seen[] = []
    for (const { sent } of recorded) seen.push(await ask(typeof sent === 'string' ? [sent] : sent))
    expect(seen).toEqual(recorded.map(({ sent, got, closes = false, after = '' }) => (
      { sent: JSON.stringify(typeof sent === 'string' ? [sent] : sent), got: unfolded(got), closes, after: unfolded(after) })))
  })

  test('does not depend on how the bytes are cut into packets', async () => {
    const short = recorded.map(({ sent, ...rest }) => ({ sent: typeof sent === 'string' ? sent : sent.join(''), ...rest })).filter(({ sent }) => sent.length < 400)
    const seen: unknown[] = []
    for (const { sent } of short) {
      const { got, after } = await ask([...sent])
      seen.push({ sent, all: got + after })
    }
    expect(seen).toEqual(short.map(({ sent, got, after = '' }) => ({ sent, all: unfolded(got) + unfolded(after) })))
  })
})

describe('every byte, at every place where bytes matter', () => {
  test.each(recordedBytes)('$sent', async ({ sent, answers }) => {
    const seen: Record<string, number[]> = {}
    for (let byte = 0; byte < 256; byte++) {
      const { got, after } = await ask([sent.replaceAll('•', String.fromCharCode(byte))])
      const statuses = (got + after).match(/HTTP\/1\.\d \d\d\d [^\r]*/g)?.join(' | ') ?? ''
      ;(seen[statuses] ??= []).push(byte)
    }
    expect(Object.fromEntries(Object.entries(seen).map(([statuses, bytes]) => [statuses, ranges(bytes)]))).toEqual(answers)
  })
})

/** `00-1f 7f`: bytes that follow each other are drawn together. */
function ranges(bytes: number[]): string {
  const hex = (byte: number) => byte.toString(16).padStart(2, '0')
  const parts: [number, number][] = []
  for (const byte of bytes) {
    const last = parts.at(-1)
    if (last !== undefined && last[1] === byte - 1) last[1] = byte
    else parts.push([byte, byte])
  }
  return parts.map(([from, to]) => from === to ? hex(from) : `${hex(from)}-${hex(to)}`).join(' ')
}

async function ask(pieces: string[]): Promise<Seen> {
  const client = inProcess(createHttpFront(options()))
  await quiet()
  for (const piece of pieces) {
    client.send(piece)
    if (pieces.length < 20) await quiet()
  }
  await quiet()
  const got = client.received
  const closes = client.closed
  client.end()
  await quiet()
  expect(client.closed, `closed in the end: ${JSON.stringify(pieces)}`).toBe(true)
  return { sent: JSON.stringify(pieces), got, closes, after: client.received.slice(got.length) }
}

/** `<refused 400 Bad Request>` is short for what `refuse.ts` writes out. */
function unfolded(text: string): string {
  return text.replace(/<refused ([^>]*)>/g, (_short, status: string) => (
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${status.startsWith('501') ? 'Unsupported transfer encoding' : status}`))
}
