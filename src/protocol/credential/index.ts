/**
 * The credential that a client puts into `X-OCS-Header` or `X-OCS-Agent-Header`, once it is decrypted.
 *
 * @module
 */
export { parseCredential } from './credential.ts'
export type { Credential, CredentialParsed } from './credential.ts'
