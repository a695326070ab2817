import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import type forge from 'node-forge'
import { Random } from '../../clock/index.ts'
import { makeKey } from '../../protocol/index.ts'
import type { CertificatePair, Certificates } from './certificates.ts'

/** Less than this no client of today takes. */
const keyBits = 2048
const authorityYears = 10
/** What Apple's clients take at most for a server is 825 days, browsers 398. */
const serverDays = 397
const dayMs = 86_400_000
const commonName = 'obshell-sim CA'

type Forge = typeof forge
type Certificate = forge.pki.Certificate

/**
 * An authority and certificates made from the seed: the same seed gives the same keys, which never leave memory. Validity goes by the wall
 * clock's date, whatever the time in the world, since that is what clients judge it by. All is made on first use, node-forge is loaded then.
 */
export class Authority implements Certificates {
  readonly #seed: number
  readonly #nowMs: () => number
  #made: Promise<Made> | undefined
  readonly #pairs = new Map<string, Promise<CertificatePair>>()

  constructor(seed: number, nowMs: () => number = Date.now) {
    this.#seed = seed
    this.#nowMs = nowMs
  }

  async authority(): Promise<string> {
    const { forge, certificate } = await this.#authority()
    return forge.pki.certificateToPem(certificate)
  }

  /** Made anew when the hosts change, and when it would soon be too old. */
  pairFor(agent: string, hosts: readonly string[]): Promise<CertificatePair> {
    const period = Math.floor(this.#nowMs() / dayMs / (serverDays / 2))
    const name = JSON.stringify([agent, hosts, period])
    let pair = this.#pairs.get(name)
    if (pair === undefined) {
      pair = this.#pairOf(agent, hosts)
      this.#pairs.set(name, pair)
    }
    return pair
  }

  async #pairOf(agent: string, hosts: readonly string[]): Promise<CertificatePair> {
    const made = await this.#authority()
    const { forge, key, certificate: issuer, server } = made
    const certificate = this.#blank(forge, server, agent, { notAfterDays: serverDays })
    certificate.setSubject([{ name: 'commonName', value: hosts[0] ?? 'localhost' }])
    certificate.setIssuer(issuer.subject.attributes)
    certificate.setExtensions([
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: hosts.map((host) => (isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host })) },
      { name: 'subjectKeyIdentifier' },
      { name: 'authorityKeyIdentifier', keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes() },
    ])
    certificate.sign(key.privateKey, forge.md.sha256.create())
    return { cert: forge.pki.certificateToPem(certificate), key: forge.pki.privateKeyToPem(server.privateKey) }
  }

  #authority(): Promise<Made> {
    return this.#made ??= this.#make()
  }

  async #make(): Promise<Made> {
    const { default: forge } = await import('node-forge')
    const key = this.#key(forge, 'authority')
    const certificate = this.#blank(forge, key, 'authority', { notAfterDays: 365 * authorityYears })
    const name = [{ name: 'commonName', value: commonName }]
    certificate.setSubject(name)
    certificate.setIssuer(name)
    certificate.setExtensions([
      { name: 'basicConstraints', critical: true, cA: true },
      { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
      { name: 'subjectKeyIdentifier' },
    ])
    certificate.sign(key.privateKey, forge.md.sha256.create())
    // All agents have one key: making each its own would cost more than anybody could gain.
    return { forge, key, certificate, server: this.#key(forge, 'server') }
  }

  #blank(forge: Forge, key: ForgeKey, name: string, { notAfterDays }: { readonly notAfterDays: number }): Certificate {
    // A day in which nothing changes: whole days, and the one before, for clocks that are behind.
    const day = Math.floor(this.#nowMs() / dayMs)
    const certificate = forge.pki.createCertificate()
    certificate.publicKey = key.publicKey
    // Browsers refuse another certificate under a number that they have seen.
    certificate.serialNumber = `00${createHash('sha256').update(JSON.stringify([this.#seed, name, day])).digest('hex').slice(0, 30)}`
    certificate.validity.notBefore = new Date((day - 1) * dayMs)
    certificate.validity.notAfter = new Date((day - 1 + notAfterDays) * dayMs)
    return certificate
  }

  #key(forge: Forge, name: string): ForgeKey {
    const stream = new Random(this.#seed).stream('tls key', name)
    const pem = makeKey(() => Random.uint32(stream), keyBits).privateKey.export({ type: 'pkcs1', format: 'pem' }) as string
    const privateKey = forge.pki.privateKeyFromPem(pem)
    return { privateKey, publicKey: forge.pki.setRsaPublicKey(privateKey.n, privateKey.e) }
  }
}

interface Made {
  readonly forge: Forge
  readonly key: ForgeKey
  readonly certificate: Certificate
  /** The key of the agents. */
  readonly server: ForgeKey
}

interface ForgeKey {
  readonly privateKey: forge.pki.rsa.PrivateKey
  readonly publicKey: forge.pki.rsa.PublicKey
}
