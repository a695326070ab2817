/**
 * The wire as values: Go's JSON read and written, the error catalogue, languages, times, hybrid encryption, credentials, the
 * envelope. Pure: nothing here knows a world or a socket.
 *
 * @module
 */
export { decryptBody, encryptText, type DecryptedBody } from './aes.ts'
export { decodeBase64, encodeBase64 } from './base64.ts'
export { entryOf, errCodes, isErrCode, type ErrCode } from './catalogue.ts'
export { parseCredential, type Credential } from './credential/index.ts'
export { renderEnvelope, type Envelope } from './envelope.ts'
export { coded, failureText, logLine, plain, renderFailure, wrap, wrapRetain, type Failure, type RenderedFailure } from './failure.ts'
export { FormFileReader, readFormFile, type FormFile } from './form-file/index.ts'
export { fetchTarget } from './go-fetch.ts'
export { headerIn, traceIdIn } from './headers.ts'
export { closedError, dialTarget, dialTimeoutError, lookupError, refusedError, timeoutError, unreachableError, type Dialled } from './go-url.ts'
export { bindJson, byteString, editJson, parseRfc3339, type GoField, type GoStruct, type GoType } from './json/index.ts'
export { parseIp } from './go-ip.ts'
export { parseQuery } from './go-query.ts'
export { goString } from './go-string.ts'
export { languageOf, type Language } from './language.ts'
export { marshal, sortedMap } from './marshal.ts'
export { decryptChunks, encryptChunks, makeKey, readRsaPublicKey, type KeyPair } from './rsa.ts'
export { sealRequest, type SealOptions } from './seal.ts'
export { parseTarget, type Target } from './target.ts'
export { sprintfBare, verbsOf } from './sprintf.ts'
export { trimmed, trimmedEnd } from './trim.ts'
export { formatTime, GO_ZERO_TIME, goTimeString, httpDate, parseTime } from './time.ts'
