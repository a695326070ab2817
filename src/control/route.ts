import type { ServerResponse } from 'node:http'
import type { Call } from './call.ts'

/** What every path begins with. */
export const prefix = '/_sim'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What a call is answered with. */
export type Answer =
  | { readonly status: number; readonly json: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly status: number; readonly type: string; readonly text: string; readonly headers?: Readonly<Record<string, string>> }
  /** An answer that goes on. */
  | { readonly stream: Stream }

/** Writes an answer that goes on. @param isHead whether nothing but its head is wanted */
export type Stream = (response: ServerResponse, isHead: boolean) => void

/** One call of the API. */
export interface Route {
  readonly method: Method
  /** As the document writes it, without the prefix: `/agents/{agent}/stop`. */
  readonly path: string
  /** Its operationId in the document. */
  readonly name: string
  /** Whether anyone may ask. */
  readonly open?: true
  /** The parameters of its query; null: they are the handler's to judge. */
  readonly query?: readonly string[] | null
  readonly handle: (call: Call) => Answer | Promise<Answer>
}

export function ok(json: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, json, headers }
}
