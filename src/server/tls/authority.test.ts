import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Authority } from './authority.ts'

const day = 86_400_000
const noon = Date.UTC(2026, 10, 25, 12)

async function made(authority: Authority, hosts: readonly string[]): Promise<{ ca: X509Certificate; server: X509Certificate; key: string }> {
  const { cert, key } = await authority.pairFor('a', hosts)
  return { ca: new X509Certificate(await authority.authority()), server: new X509Certificate(cert), key }
}

describe('certificates from the seed', () => {
  test('are valid for the hosts of an agent and no others, by the authority', async () => {
    const { ca, server } = await made(new Authority(1, () => noon), ['10.10.10.1', '::1', 'localhost', 'agent-a'])
    expect([ca.ca, ca.checkIssued(ca), server.ca, server.checkIssued(ca), server.verify(ca.publicKey)]).toEqual([true, true, false, true, true])
    expect(server.subjectAltName).toBe('IP Address:10.10.10.1, IP Address:0:0:0:0:0:0:0:1, DNS:localhost, DNS:agent-a')
    expect([server.checkIP('10.10.10.1'), server.checkHost('agent-a'), server.checkIP('10.10.10.2')]).toEqual(['10.10.10.1', 'agent-a', undefined])
  })

  test('are the same for a seed and a day, and others for another seed', async () => {
    const [one, same, other] = await Promise.all([1, 1, 2].map((seed) => made(new Authority(seed, () => noon), ['127.0.0.1'])))
    expect([one!.ca.raw.equals(same!.ca.raw), one!.server.raw.equals(same!.server.raw), one!.key === same!.key]).toEqual([true, true, true])
    expect([one!.ca.fingerprint256 === other!.ca.fingerprint256, one!.key === other!.key]).toEqual([false, false])
  })

  test('keep their keys when the day changes, so that who trusts yesterday’s authority trusts today’s agent', async () => {
    const yesterday = await made(new Authority(1, () => noon - day), ['127.0.0.1'])
    const today = await made(new Authority(1, () => noon), ['127.0.0.1'])
    expect(today.server.checkIssued(yesterday.ca) && today.server.verify(yesterday.ca.publicKey)).toBe(true)
    expect(today.server.serialNumber).not.toBe(yesterday.server.serialNumber)
  })

  test('hold from the day before for 397 days, the authority for ten years', async () => {
    const { ca, server } = await made(new Authority(1, () => noon), ['127.0.0.1'])
    const span = ({ validFrom, validTo }: X509Certificate): [string, number] => [new Date(validFrom).toISOString(), (Date.parse(validTo) - Date.parse(validFrom)) / day]
    expect([span(server), span(ca)]).toEqual([['2026-11-24T00:00:00.000Z', 397], ['2026-11-24T00:00:00.000Z', 3650]])
  })

  test('are made once, and anew when the hosts change or half their time is over', async () => {
    let now = noon
    const authority = new Authority(1, () => now)
    const first = await authority.pairFor('a', ['127.0.0.1'])
    expect(await authority.pairFor('a', ['127.0.0.1'])).toBe(first)
    expect(await authority.pairFor('a', ['127.0.0.1', 'x'])).not.toBe(first)
    now += 200 * day
    expect(await authority.pairFor('a', ['127.0.0.1'])).not.toBe(first)
  })
})
