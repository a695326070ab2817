import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { ControlHost } from './host.ts'

export type ControlListener = (request: IncomingMessage, response: ServerResponse) => void

export interface Control {
  /** For the agents' own addresses. */
  readonly listener: ControlListener
  /** For an address of its own. */
  createServer(): Server
  /** Ends answers that would go on and on: streams of events. */
  close(): void
}

/** A listener, and what ends the answers that it would go on with. */
export interface LoadedControl {
  readonly listener: ControlListener
  close(): void
}

/** The control API, which is loaded when it is first asked: most runs never need it. */
export function createControl(host: ControlHost): Control {
  let loading: Promise<LoadedControl> | undefined
  let loaded: LoadedControl | undefined
  const listener: ControlListener = (request, response) => {
    loading ??= import('./listener.ts').then(async ({ createControlListener }) => loaded = await createControlListener(host))
    loading.then((control) => control.listener(request, response)).catch((error: unknown) => {
      // A bug of ours, told to who asked; the agents go on.
      loading = undefined
      host.bug(error)
      if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'application/problem+json' })
      const detail = error instanceof Error ? error.message : String(error)
      response.end(JSON.stringify({ type: 'about:blank', title: 'Simulator bug', status: 500, detail }))
    })
  }
  return { listener, createServer: () => createServer(listener), close: () => loaded?.close() }
}
