/**
 * Why a request was refused, as sentences that a developer can act on. They are made for refusals only, from the world as it is.
 *
 * @module
 */
export { explainBody } from './body.ts'
export { explainUri, explainVerdict, type Expiry } from './credential.ts'
export { explainHeader } from './header.ts'
export { explainRefusal, type RefusedOperation } from './refusal.ts'
