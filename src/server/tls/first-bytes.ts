/**
 * What Go's server (crypto/tls and net/http, Go 1.26; compared with a running agent) makes of the first bytes of a connection: `more`: it
 * waits for them; `tls`: they may well be a handshake; else it writes what is here, maybe nothing, and closes.
 */
export type FirstBytes = 'more' | 'tls' | { readonly farewell: Buffer }

/** The bytes that Go looks at before anything else: type, version and length of a record. */
const headBytes = 5
const alertRecord = 0x15
const handshakeRecord = 0x16
/** `maxCiphertext`. */
const recordBytesMax = 16_384 + 2048

const unexpectedMessage = 10
const recordOverflow = 22
const protocolVersion = 70

/** Clients that detect TLS know it by this answer (clients.md §1.5); it is given to these beginnings and no others. */
const plainHttp = ['GET /', 'HEAD ', 'POST ', 'PUT /', 'OPTIO']
const toPlainHttp = Buffer.from('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n', 'latin1')

export function judgeFirstBytes(bytes: Buffer): FirstBytes {
  if (bytes.length < headBytes) return 'more'
  const type = bytes[0]
  const version = bytes.readUInt16BE(1)
  const length = bytes.readUInt16BE(3)
  // An SSLv2 hello.
  if (type === 0x80) return { farewell: alert(protocolVersion) }
  if ((type !== alertRecord && type !== handshakeRecord) || version >= 0x1000) {
    return { farewell: plainHttp.includes(bytes.toString('latin1', 0, headBytes)) ? toPlainHttp : Buffer.alloc(0) }
  }
  // A client that says goodbye before it has begun.
  if (type === alertRecord) return { farewell: Buffer.alloc(0) }
  if (length > recordBytesMax) return { farewell: alert(recordOverflow) }
  if (length === 0) return { farewell: alert(unexpectedMessage) }
  return 'tls'
}

/** A fatal alert, in the version that Go writes before one is agreed on. */
function alert(description: number): Buffer {
  return Buffer.from([alertRecord, 3, 1, 0, 2, 2, description])
}
