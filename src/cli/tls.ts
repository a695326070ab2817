import { readFile } from 'node:fs/promises'
import { fixedCertificates, type Certificates } from '../server/index.ts'
import { UsageError } from './exit.ts'
import { booleanOf } from './options.ts'
export interface TlsFlags {
  readonly tls?: boolean
  readonly tlsCert?: string
  readonly tlsKey?: string
}

/** What the options say of TLS: none, certificates from the seed, or the ones that were given. @throws UsageError with one sentence */
export async function tlsOf({ tls, tlsCert, tlsKey }: TlsFlags): Promise<'none' | 'made' | Certificates> {
  if (tlsCert === undefined && tlsKey === undefined) return tls === true ? 'made' : 'none'
  if (tls === true) throw new UsageError('--tls and --tls-cert exclude each other: --tls makes a certificate of its own')
  if (tlsCert === undefined) throw new UsageError(`--tls-key ${tlsKey}: the certificate that belongs to it is missing; name its file with --tls-cert`)
  if (tlsKey === undefined) throw new UsageError(`--tls-cert ${tlsCert}: the private key that belongs to it is missing; name its file with --tls-key`)
  const pair = { cert: await read('--tls-cert', tlsCert), key: await read('--tls-key', tlsKey) }
  try {
    return fixedCertificates(pair)
  } catch (error) {
    throw new UsageError(`--tls-cert ${tlsCert} and --tls-key ${tlsKey} cannot be used: ${sentenceOf(error as NodeJS.ErrnoException)}`)
  }
}

/** Whether the environment asks for TLS at the agents' addresses. */
export function isTlsInEnvironment(): boolean {
  return booleanOf('OBSHELL_SIM_TLS', process.env['OBSHELL_SIM_TLS'] ?? '') || process.env['OBSHELL_SIM_TLS_CERT'] !== undefined
}

async function read(option: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new UsageError(`cannot read ${option} ${file}: ${fileReason(error as NodeJS.ErrnoException)}`)
  }
}

function fileReason(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT': return 'there is no such file'
    case 'EISDIR': return 'it is a folder'
    case 'EACCES': return 'this user may not read it'
    default: return error.message
  }
}

function sentenceOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ERR_OSSL_PEM_NO_START_LINE': return 'they must be PEM, and one of them is not'
    case 'ERR_OSSL_X509_KEY_VALUES_MISMATCH': return 'the key is not that of the certificate'
    default: return error.message
  }
}
