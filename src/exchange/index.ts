/**
 * One request over the wire, as one record that its phases share: as rules let it come, decrypted, answered by its agent, and as text again. Plain functions, one
 * after the other; they know nothing of Hono.
 *
 * @module
 */
export { answerByAgent } from './answer.ts'
export type { AppHost, AppRequest, AppResponse, Exchange, LogEntry } from './exchange.ts'
export { missRequest } from './missed.ts'
export { answerPlainly } from './plain.ts'
export { byRules } from './rules.ts'
export { json, written } from './settle.ts'
export { isUpload, uploadReader } from './upload.ts'
