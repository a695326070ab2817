import { describe, expect, test } from 'vitest'
import { closedError, dialTarget, isIp, lookupError, refusedError, timeoutError, unreachableError } from './go-url.ts'
import type { Dialled } from './go-url.ts'

const info = (address: string) => `http://${address}/api/v1/info`

function dialled(address: string): Dialled {
  const target = dialTarget('GET', info(address))
  if (!target.ok) throw new Error(target.error)
  return target
}

/** Go's words before it dials, golden `join-refused` and Go 1.26 with GODEBUG of a 1.24 module. */
const faults: Record<string, string> = {
  'no such host:2886': 'parse "http://no such host:2886/api/v1/info": invalid character " " in host name',
  ' 127.0.0.1:2886': 'parse "http:// 127.0.0.1:2886/api/v1/info": invalid character " " in host name',
  '127.0.0.1:-1': 'parse "http://127.0.0.1:-1/api/v1/info": invalid port ":-1" after host',
  '127.0.0.1:70000': 'Get "http://127.0.0.1:70000/api/v1/info": dial tcp: address 70000: invalid port',
  '127.0.0.1:65536': 'Get "http://127.0.0.1:65536/api/v1/info": dial tcp: address 65536: invalid port',
  '[[::1]]:2886': 'parse "http://[[::1]]:2886/api/v1/info": invalid IP-literal',
  '[127.0.0.1]:2886': 'parse "http://[127.0.0.1]:2886/api/v1/info": invalid IP-literal',
  '[1:2]:2886': 'parse "http://[1:2]:2886/api/v1/info": invalid host: ParseAddr("1:2"): address string too short',
  '[::1:2886': 'parse "http://[::1:2886/api/v1/info": missing \']\' in host',
  '[fe80::1%eth0]:1': 'parse "http://[fe80::1%eth0]:1/api/v1/info": invalid URL escape "%et"',
  '[u:p@127.0.0.1]:2886': 'parse "http://[u:p@127.0.0.1]:2886/api/v1/info": net/url: invalid userinfo',
  'a\tb:1': 'parse "http://a\\tb:1/api/v1/info": net/url: invalid control character in URL',
  'a%41b:1': 'parse "http://a%41b:1/api/v1/info": invalid URL escape "%41"',
  'a{b:1': 'parse "http://a{b:1/api/v1/info": invalid character "{" in host name',
  'a/%zz:1': 'parse "http://a/%zz:1/api/v1/info": invalid URL escape "%zz"',
  '/x:1': 'Get "http:///x:1/api/v1/info": http: no Host in request URL',
  '?x:1': 'Get "http:?x:1/api/v1/info": http: no Host in request URL',
}

describe('dialTarget', () => {
  test.each(Object.entries(faults))('refuses %j', (address, error) => {
    expect(dialTarget('GET', info(address))).toEqual({ ok: false, error })
  })

  test.each([
    ['127.0.0.1:2886', { host: '127.0.0.1', port: 2886 }],
    ['localhost:2887', { host: 'localhost', port: 2887 }],
    ['<b>&:2886', { host: '<b>&', port: 2886 }],
    ['u@127.0.0.1:2886', { host: '127.0.0.1', port: 2886 }],
    ['u:p@127.0.0.1:2886', { url: info('u:***@127.0.0.1:2886'), host: '127.0.0.1', port: 2886 }],
    ['127.0.0.1/x:2886', { host: '127.0.0.1', port: 80, path: '/x:2886/api/v1/info' }],
    ['127.0.0.1/<x>:2886', { url: info('127.0.0.1/%3Cx%3E:2886'), host: '127.0.0.1', port: 80, path: '/%3Cx%3E:2886/api/v1/info' }],
    ['127.0.0.1?x:2886', { host: '127.0.0.1', port: 80, path: '/?x:2886/api/v1/info' }],
    ['127.0.0.1#x:2886', { host: '127.0.0.1', port: 80, path: '/' }],
    ['[::1]:2886', { host: '::1', port: 2886 }],
    ['[0:0::1]:2886', { host: '::1', port: 2886 }],
    ['[fe80::1%25eth0]:2886', { host: 'fe80::1%eth0', port: 2886 }],
    ['中文:2886', { url: info('%E4%B8%AD%E6%96%87:2886'), host: 'xn--fiq228c', port: 2886 }],
    ['127.1:2886', { host: '127.1', port: 2886 }],
  ])('reads %s', (address, expected) => {
    expect(dialTarget('GET', info(address))).toEqual({ ok: true, url: info(address), path: '/api/v1/info', ...expected })
  })
})

describe('errors of the connection', () => {
  test('name the call, the address and the reason', () => {
    const target = dialled('127.0.0.9:1')
    expect(refusedError('GET', target)).toBe('Get "http://127.0.0.9:1/api/v1/info": dial tcp 127.0.0.9:1: connect: connection refused')
    expect(refusedError('DELETE', dialled('localhost:1'), '::1')).toBe('Delete "http://localhost:1/api/v1/info": dial tcp [::1]:1: connect: connection refused')
    expect(unreachableError('POST', dialled('[5397::71C7]:11111')))
      .toBe('Post "http://[5397::71C7]:11111/api/v1/info": dial tcp [5397::71c7]:11111: connect: network is unreachable')
    expect(lookupError('GET', dialled('<b>&:2886'))).toBe('Get "http://<b>&:2886/api/v1/info": dial tcp: lookup <b>&: no such host')
    expect(timeoutError('GET', target)).toBe('Get "http://127.0.0.9:1/api/v1/info": context deadline exceeded (Client.Timeout exceeded while awaiting headers)')
    expect(closedError('GET', target)).toBe('Get "http://127.0.0.9:1/api/v1/info": EOF')
  })

  test('quote the URL as Go does', () => {
    expect(lookupError('GET', dialled('a"b:1'))).toBe('Get "http://a\\"b:1/api/v1/info": dial tcp: lookup a"b: no such host')
  })
})

test('isIp tells addresses from names', () => {
  expect(['127.0.0.1', '::1', 'fe80::1%eth0', '127.1', 'localhost', '010.0.0.1'].map(isIp)).toEqual([true, true, true, false, false, false])
})
