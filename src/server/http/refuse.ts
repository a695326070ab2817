/**
 * What Go's server (net/http, Go 1.26: `conn.serve`) says itself to what it does not hand to a handler: whole raw responses.
 * They have no Date and no Content-Length, the text also stands in the status line, and the connection ends with them. All of
 * them say HTTP/1.1, whatever was asked. (wire.md §1.8; golden `single-open`: http11-no-host, http9, path 27.)
 */
export type Refusal = string

/** Whatever cannot be parsed: request line, header, target, Content-Length, two Host headers, a TLS hello, a head that ends early. */
export const badRequest = refusal('400 Bad Request')
export const missingHost = refusal('400 Bad Request: missing required Host header')
export const malformedHost = refusal('400 Bad Request: malformed Host header')
/** A name with a blank in it, as in `Host : x`; other bad names are a plain `badRequest`. */
export const invalidHeaderName = refusal('400 Bad Request: invalid header name')
export const headTooLarge = refusal('431 Request Header Fields Too Large')
/** Go does not quote the coding, and repeats only this much. */
export const unsupportedCoding = refusal('501 Not Implemented', 'Unsupported transfer encoding')
export const unsupportedVersion = refusal('505 HTTP Version Not Supported: unsupported protocol version')

/** Go's DefaultMaxHeaderBytes and its "bufio slop": a head that is longer is refused, one of just this size is not. */
export const headBytesMax = (1 << 20) + 4096

function refusal(status: string, body = status): Refusal {
  return `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${body}`
}
