import { describe, expect, test } from 'vitest'
import { fetchTarget } from './go-fetch.ts'

describe('a URL that leads nowhere', () => {
  test.each([
    ['/-/ready', 'Get "/-/ready": unsupported protocol scheme ""'],
    ['127.0.0.1:9090/-/ready', 'parse "127.0.0.1:9090/-/ready": first path segment in URL cannot contain colon'],
    ['local_host:9/x', 'parse "local_host:9/x": first path segment in URL cannot contain colon'],
    ['localhost:9090/-/ready', 'Get "localhost:9090/-/ready": unsupported protocol scheme "localhost"'],
    ['FTP://x/y', 'Get "ftp://x/y": unsupported protocol scheme "ftp"'],
    [':9/x', 'parse ":9/x": missing protocol scheme'],
    ['http:/-/ready', 'Get "http:/-/ready": http: no Host in request URL'],
    ['https:///x', 'Get "https:///x": http: no Host in request URL'],
    ['中/%41?ü', 'Get "%E4%B8%AD/%41?ü": unsupported protocol scheme ""'],
    ['a/%zz', 'parse "a/%zz": invalid URL escape "%zz"'],
    ['a\u0001', 'parse "a\\x01": net/url: invalid control character in URL'],
    ['https://a b/', 'parse "https://a b/": invalid character " " in host name'],
  ])('%j', (url, error) => {
    expect(fetchTarget(url)).toEqual({ ok: false, error })
  })
})

test.each([
  ['HTTP://127.0.0.1/x?y', { tls: false, url: 'http://127.0.0.1/x?y', host: '127.0.0.1', port: 80, path: '/x?y' }],
  ['https://127.0.0.1/x', { tls: true, url: 'https://127.0.0.1/x', host: '127.0.0.1', port: 443, path: '/x' }],
  ['https://u:p@[::1]:9/', { tls: true, url: 'https://u:***@[::1]:9/', host: '::1', port: 9, path: '/' }],
])('%s leads somewhere', (url, target) => {
  expect(fetchTarget(url)).toEqual({ ok: true, ...target })
})
