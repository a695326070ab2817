/**
 * TLS: certificates from the seed or from files, and what Go's server makes of clients that do not speak it.
 *
 * @module
 */
export { Authority } from './authority.ts'
export { fixedCertificates, type CertificatePair, type Certificates } from './certificates.ts'
export { openTls } from './door.ts'
