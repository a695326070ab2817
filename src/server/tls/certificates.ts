import { createSecureContext } from 'node:tls'

/** A certificate, PEM, with those of authorities in between behind it, and its private key. */
export interface CertificatePair {
  readonly cert: string
  readonly key: string
}

/** Where the certificates of agents come from. */
export interface Certificates {
  /** What clients should trust, PEM. */
  authority(): Promise<string>
  /**
   * With what an agent shows itself; the same object as long as nothing changes.
   *
   * @param agent its name
   * @param hosts the names and IP addresses it must be valid for
   */
  pairFor(agent: string, hosts: readonly string[]): Promise<CertificatePair>
}

/**
 * One certificate for all agents, as somebody gave it.
 *
 * @throws the error of OpenSSL when certificate and key cannot be read or do not belong together
 */
export function fixedCertificates(pair: CertificatePair): Certificates {
  createSecureContext(pair)
  return { authority: () => Promise.resolve(pair.cert), pairFor: () => Promise.resolve(pair) }
}
