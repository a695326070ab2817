import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { ControlHost } from './host.ts'

export type ControlListener = (request: IncomingMessage, response: ServerResponse) => void

export interface Control {
  /** For the agents' own addresses. */
  readonly listener: ControlListener
  /** For an address of its own. */
  createServer(): Server
}

/**
 * The control API, which is loaded when it is first asked: with its adapter come Node's HTTP/2 and its `Request` and `Response`, and they would
 * take 16 ms of the 80 to `ready`, and 9 MB that most runs never need.
 */
export function createControl(host: ControlHost): Control {
  let loaded: Promise<ControlListener> | undefined
  const listener: ControlListener = (request, response) => {
    loaded ??= import('./control.ts').then(({ createControlListener }) => createControlListener(host))
    loaded.then((listen) => listen(request, response)).catch((error: unknown) => {
      // A bug of ours, told to who asked; the agents go on.
      loaded = undefined
      host.bug(error)
      response.writeHead(500, { 'Content-Type': 'application/problem+json' })
      response.end(JSON.stringify({ type: 'about:blank', title: 'Simulator bug', status: 500, detail: error instanceof Error ? error.message : String(error) }))
    })
  }
  return { listener, createServer: () => createServer(listener) }
}
