/**
 * The door of an agent, for clients and for peers: authenticate by identity, bind as Go does, operate. Plain values in and out.
 *
 * @module
 */
export { recoveryAnswer, refusalAnswer, traceIdOf } from './answer.ts'
export { emptyCredential, unwired } from './call.ts'
export type { Answer, Call, Dispatched, Transport, Via } from './call.ts'
export { dispatch, type Doors } from './dispatch.ts'
export { KeyRing } from './keys.ts'
export { recordAnswer, recordLoss, recordRequest, seenCredential, type Incoming } from './record.ts'
export { createPorts } from './peers.ts'
export { explainBody, explainHeader } from './reasons/index.ts'
