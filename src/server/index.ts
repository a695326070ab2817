/**
 * Sockets: a listener for each agent address, the control API beside them, wall time for the modes that follow it, ready and graceful close.
 *
 * @module
 */
export { ListenError } from './listener.ts'
export { Simulator, type SimulatorOptions } from './simulator.ts'
export { fixedCertificates, type Certificates } from './tls/index.ts'
export type { LogEntry } from '../app.ts'
