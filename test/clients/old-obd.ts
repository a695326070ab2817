import { constants, createCipheriv, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import type { AgentPlace } from '../support/simulator.ts'
import { exchange, type Exchange } from './answer.ts'
import type { Json } from '../sdk/document.ts'

/** The keys it was written for have 512 bits, so it encrypts pieces of 53 bytes, whatever key it is given. */
const pieceBytes = 512 / 8 - 11

/** Its clock may be wrong by a day. */
const lifetimeSeconds = 100_000

/** The part of an answer by which it goes on. */
interface Dag {
  readonly id: string
  readonly state: string
}

/**
 * obd 2.6 to 2.10.1, the deployer of its time: how its `OcsCursor` (plugins/oceanbase/4.2.1.4/connect.py) speaks to an agent, written
 * anew. A GET has a body, encrypted where it shows a credential; before each of these it asks for the public key again; one AES key
 * serves all; the paths and methods are the old ones.
 */
export class OldObd {
  readonly exchanges: Exchange[] = []
  readonly #agent: AgentPlace
  readonly #password: string
  readonly #keys = randomBytes(32)

  constructor(agent: AgentPlace, password: string) {
    this.#agent = agent
    this.#password = password
  }

  /** A request without a credential, which has `{}` for a body all the same. */
  async open(method: string, target: string): Promise<Json> {
    return this.#send(method, target, {}, '{}')
  }

  /** A request with a credential. @returns what `data` of the answer says */
  async safe(method: string, target: string, data: Json = {}): Promise<Json> {
    const key = await this.#publicKey()
    const credential = JSON.stringify({
      auth: this.#password, ts: String(Math.floor(Date.now() / 1000) + lifetimeSeconds), uri: target, keys: this.#keys.toString('base64'),
    })
    const cipher = createCipheriv('aes-128-cbc', this.#keys.subarray(0, 16), this.#keys.subarray(16))
    const body = Buffer.concat([cipher.update(JSON.stringify(data)), cipher.final()]).toString('base64')
    return this.#send(method, target, { 'X-OCS-Header': encrypted(key, Buffer.from(credential)) }, body)
  }

  /** A request that makes a DAG, which is looked at once each second; where the clock is virtual there is nothing to wait for. */
  async task(method: string, target: string, data: Json = {}): Promise<void> {
    const dag = await this.safe(method, target, data) as Dag | null
    if (dag === null) return
    for (let looks = 0; looks < 10; looks++) {
      const { state } = await this.safe('GET', `/api/v1/task/dag/${dag.id}`) as unknown as Dag
      if (state === 'SUCCEED' || state === 'FAILED') return
    }
    throw new Error(`${target}: the DAG ${dag.id} does not end`)
  }

  async joinMaster(master: AgentPlace, zoneName: string): Promise<void> {
    await this.task('POST', '/api/v1/agent', { agentInfo: { ip: master.host, port: master.port }, zoneName })
  }

  async configureObservers(observerConfig: Readonly<Record<string, string>>, target: readonly string[]): Promise<void> {
    await this.task('PUT', '/api/v1/observer/config', { observerConfig, restart: true, scope: { type: 'SERVER', target } })
  }

  /** The password is encrypted in one piece, within the encrypted body. */
  async configureCluster(clusterId: number, clusterName: string, password: string, rsList: string): Promise<void> {
    const rootPwd = encrypted(await this.#publicKey(), Buffer.from(password))
    await this.task('POST', '/api/v1/obcluster/config', { clusterId, clusterName, rootPwd, rsList })
  }

  async #publicKey(): Promise<Buffer> {
    const { public_key: key } = await this.open('GET', '/api/v1/secret') as { readonly public_key: string }
    return Buffer.from(key, 'base64')
  }

  async #send(method: string, target: string, headers: Readonly<Record<string, string>>, body: string): Promise<Json> {
    const { host, port, address } = this.#agent
    return new Promise((resolve, reject) => {
      const sent = request({ host, port, method, path: target, agent: false, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers } }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (piece: string) => (text += piece)).once('end', () => {
          const seen = exchange(`${address} ${method} ${target}`, answer.statusCode ?? 0, answer.headers, text)
          this.exchanges.push(seen)
          resolve(dataOf(seen))
        })
      })
      sent.once('error', reject)
      sent.end(body)
    })
  }
}

function dataOf({ status, body }: Exchange): Json {
  return status === 200 && typeof body === 'object' && body !== null && 'data' in body ? (body as Readonly<Record<string, Json>>)['data'] ?? null : null
}

function encrypted(der: Buffer, text: Buffer): string {
  const key = { key: createPublicKey({ key: der, format: 'der', type: 'pkcs1' }), padding: constants.RSA_PKCS1_PADDING }
  const pieces = Array.from({ length: Math.ceil(text.length / pieceBytes) }, (_, index) => text.subarray(index * pieceBytes, (index + 1) * pieceBytes))
  return Buffer.concat(pieces.map((piece) => publicEncrypt(key, piece))).toString('base64')
}
