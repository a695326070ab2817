/**
 * The HTTP edge: what Go's own server does on the wire before and after the handler, for a handler that takes and gives plain values.
 * @module
 */
export { createHttpFront } from './front.ts'
export { closeGracefully, resetConnections } from './close.ts'
export { Lingering } from './lingering.ts'
export { resetSocket } from './reset.ts'
export type { BodyLength, BodySink, Coming, Fate, HttpFrontOptions, Later, WireHandler, WireHead, WireRequest, WireResponse } from './wire.ts'
