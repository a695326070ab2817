import { randomBytes } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { agentCalled } from '../steering/index.ts'
import { sealRequest } from '../protocol/index.ts'
import type { Simulator } from '../server/index.ts'
import { requireKnown } from './options.ts'

/** What a request brings beside its target. */
export interface AskOptions {
  /** The body. */
  readonly json?: unknown
  /** The root password. */
  readonly password?: string | undefined
  /** The agent password: if given, the credential shows it in place of the root password. */
  readonly agentPassword?: string | undefined
  /** `Accept-Language`. */
  readonly language?: string | undefined
  /** Without a credential, and its body in the clear, as `curl` would send it. */
  readonly plain?: boolean | undefined
}

/** What an agent answered. */
export interface Asked {
  readonly status: number
  /** Of the envelope; null where there is none. */
  readonly data: unknown
  readonly error: AskedError | null
  /** The body as it came. */
  readonly text: string
}

export interface AskedError {
  readonly errCode: string
  readonly message: string
  /** The legacy number that the authentication family sends beside. */
  readonly code?: number
}

const optionNames: readonly (keyof AskOptions)[] = ['json', 'password', 'agentPassword', 'language', 'plain']

/** Later than any test. */
const neverExpires = 9_999_999_999

/** Asks an agent over its socket, encrypted as an SDK would. @throws TypeError for a wrong option; the error of the connection where no answer comes */
export async function ask(simulator: Simulator, name: string, method: string, target: string, options: AskOptions): Promise<Asked> {
  requireKnown('ask', options, optionNames)
  const { json, password, agentPassword, language, plain = false } = options
  const { world } = simulator
  const agent = agentCalled(world, name)
  if (typeof agent === 'string') throw new Error(agent)
  const text = json === undefined ? null : JSON.stringify(json)
  const sealed = plain || !world.settings.encryption ? null : sealRequest({
    publicKey: simulator.keys.publicKey(agent), target, body: text, expires: neverExpires, randomByte: () => randomBytes(1)[0]!,
    ...(password !== undefined && { password }), ...(agentPassword !== undefined && { agentPassword }),
  })
  const body = Buffer.from(sealed?.body ?? text ?? '')
  const ca = await simulator.authority()
  return send(new URL(simulator.urls()[world.agents.indexOf(agent)]!), ca, {
    method, path: target, body,
    headers: {
      ...(body.length > 0 && { 'Content-Type': 'application/json', 'Content-Length': String(body.length) }),
      ...(sealed !== null && { [sealed.header[0]]: sealed.header[1] }), ...(language !== undefined && { 'Accept-Language': language }),
    },
  })
}

interface Sent {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

function send({ protocol, hostname, port }: URL, ca: string | null, { body, ...sent }: Sent): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const options = { ...sent, host: hostname.replace(/^\[|\]$/g, ''), port, agent: false, ...(ca !== null && { ca }) }
    const request = (protocol === 'https:' ? httpsRequest : httpRequest)(options, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part)).once('error', reject).once('end', () => {
        if (response.complete) resolve(readAnswer(response.statusCode!, Buffer.concat(parts).toString('utf8')))
        else reject(new Error('the connection ended in the middle of the answer'))
      })
    })
    request.once('error', reject).end(body)
  })
}

function readAnswer(status: number, text: string): Asked {
  let envelope: { readonly data?: unknown; readonly error?: AskedError } = {}
  try {
    envelope = Object(JSON.parse(text)) as typeof envelope
  } catch {
    // No envelope.
  }
  return { status, data: envelope.data ?? null, error: envelope.error ?? null, text }
}
