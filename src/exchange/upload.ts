import { routes, type Route } from '../openapi/index.ts'
import { FormFileReader, headerIn, readFormFile, type FormFile } from '../protocol/index.ts'
import type { AppRequest, Exchange } from './exchange.ts'

/** The field of a form that holds an uploaded package. */
const fileField = 'file'

const streamed = routes.find(({ auth }) => auth === 'file')
const uploadPaths = new Set(routes.filter(({ upload }) => upload).map(({ path }) => path))

/** Whether a raw target is that of an upload. */
export function isUpload(target: string): boolean {
  return uploadPaths.has(target.split('?', 1)[0]!)
}

/**
 * What is to take the body of a request as it comes. An upload that is vouched for by a digest comes as it is and may be of any size; all
 * other bodies are encrypted or small.
 */
export function uploadReader({ method, target, headers }: Pick<AppRequest, 'method' | 'target' | 'headers'>): FormFileReader | null {
  return method === streamed?.method && target === streamed.path ? new FormFileReader(headerIn(headers, 'content-type') ?? null, fileField) : null
}

/** The file of an upload. Where the raw target is more than the path the agent has read the body for its log, and nothing is left (wire.md §1.9). */
export function fileOf({ request }: Exchange, route: Route, body: Uint8Array | string): FormFile {
  const isEmpty = request.bodyLength === 'none' || request.bodyLength === 'zero'
  if (!isEmpty && request.sink instanceof FormFileReader) return request.sink.end(request.bodyError)
  const form = isEmpty ? '{}' : request.target === route.path ? body : ''
  return readFormFile(headerIn(request.headers, 'content-type') ?? null, typeof form === 'string' ? Buffer.from(form) : form, fileField, request.bodyError)
}
