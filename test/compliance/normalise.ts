import type { Wire } from '../support/client.ts'

/**
 * A response as it is compared: what differs from one recording of the real agent to the next is put aside (times, ids of processes,
 * keys, paths, the machine), everything else must be equal, order of headers and keys included.
 */
export function normalise(response: Wire, target: string): string {
  const [version, status] = response.statusLine.split(' ')
  const size = Buffer.byteLength(response.body)
  // Near 2048 bytes the length of times and keys decides the framing.
  const nearBound = size > 1800 && size < 2300
  const headers = response.headers.map(([name, value]) => {
    if (name === 'Content-Length') return version === 'HTTP/1.1' && !nearBound ? 'Content-Length: N' : ''
    if (name === 'Transfer-Encoding') return nearBound ? '' : `${name}: ${value}`
    return `${name}: ${value}`
  }).filter((line) => line !== '')
  return JSON.stringify([response.statusLine, headers, bodyOf(response, status ?? '', target)])
}

function bodyOf(response: Wire, status: string, target: string): string {
  const { body } = response
  const isPage = status === '200' && response.headers.some(([name, value]) => name === 'Content-Type' && value.startsWith('text/html'))
  if (isPage) return body === '' ? '' : '<page>' // the recorded agents had a stand-in for the real page
  const path = target.split('?')[0]!.replace(/\/+$/, '')
  const succeeded = body.includes('"successful":true')
  if (path.endsWith('/agent/host-info') && succeeded) return '<machine>'
  const text = body
    .replace(/"2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"/g, '"T"')
    .replace(/"duration":\d+/g, '"duration":0')
    .replace(/"traceId":"[0-9a-f]{16}"/g, '"traceId":"X"')
    .replace(/"(pid|startAt|reportTime)":\d+/g, '"$1":0')
    .replace(/"homePath":"[^"]*"/g, '"homePath":"H"')
    .replace(/"public_key":"[^"]*"/g, '"public_key":"K"')
    .replace(/"(commitId|shortCommitId|commitTime|branch)":"[^"]*"/g, '"$1":"B"')
    // A public key in a log line.
    .replace(/M[A-Z]{2}[A-Za-z0-9+/]{60,}={0,2}/g, 'KEY')
    // Lines that count seconds: how many there are depends on how the ticks of two agents fall.
    .replace(/("(?:task [^"]*: )?remote task \d+ [^"]* running \[\d+\/\d+\]",?)\1+/g, '$1')
    // The settings in a start command stand in the order of a Go map.
    .replace(/(start cmd: )([^"]*)/g, (_, begin: string, command: string) => begin + command.split(/[ ,']+/).sort().join(' '))
    .replace(/\/home\/admin\/\w+/g, 'HOME')
    .replace(/127\.0\.0\.\d+:\d{5}->/g, 'EPHEMERAL->')
  return /\/(?:login|sso\/token)$/.test(path) && succeeded ? text.replace(/"data":"[^"]*"/, '"data":"C"') : text
}
