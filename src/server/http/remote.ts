import type { Socket } from 'node:net'

/** As Go prints the address of a client: IPv6 in brackets, IPv4 that came over an IPv6 socket as IPv4, `@` for the nameless. */
export function addressOf({ remoteAddress, remotePort }: Partial<Socket>): string {
  if (remoteAddress === undefined) return '@'
  const address = remoteAddress.replace(/^::ffff:(?=\d+\.)/, '')
  return address.includes(':') ? `[${address}]:${remotePort}` : `${address}:${remotePort}`
}
