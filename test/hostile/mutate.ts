import type { Chance } from './chance.ts'

/** Pieces that readers of HTTP, JSON, base64 and forms stumble over. */
const pieces = [
  '\r\n', '\r\n\r\n', '\n', '\r', ' ', '\t', '\0', ':', ';', ',', '/', '//', '?', '#', '%', '%2', '%00', '%2f', '%zz', '..', '\x7f', '\x80', '\xff\xfe', '{', '}', '[', ']', '"', '\\', '\\u', '\\ud800', '--', '=',
  'Content-Length: 5\r\n', 'Content-Length: -1\r\n', 'Content-Length: 99999999999999999999\r\n', 'Content-Length: 0x10\r\n', 'Transfer-Encoding: chunked\r\n', 'Transfer-Encoding: gzip, chunked\r\n', 'Transfer-Encoding: identity\r\n',
  'Host: b\r\n', 'Host: \r\n', 'Connection: close\r\n', 'Connection: keep-alive, upgrade\r\n', 'Upgrade: h2c\r\n', 'Expect: 100-continue\r\n', 'Expect: x\r\n', 'X-OCS-Header: QUJD\r\n', 'X-OCS-Agent-Header: ===\r\n',
  'X-Obshell-Trace-Id: \xc3\x28\r\n', 'Accept-Language: zh;q=nan,*;q=2\r\n', ' HTTP/1.1\r\n', ' HTTP/1.0\r\n', ' HTTP/2.0\r\n', 'GET ', 'HEAD ', 'POST ', 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n', 'CONNECT a:1 HTTP/1.1\r\n\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '0\r\n\r\n', 'ffffffffffffffff\r\n', '1;a="b\r\n', '-1\r\n', '1e400', '-0', '9'.repeat(400), 'a'.repeat(3000), '\x16\x03\x01\x02\x00', ' folded\r\n value', 'Trailer: X\r\n', '/_sim/', '/api/v1/', '/rpc/v1/',
].map((piece) => Buffer.from(piece, 'latin1'))

/** Some bytes of a request changed: flipped, cut out, doubled, put in, cut off, or joined with those of another. */
export function mutated(request: Buffer, other: Buffer, chance: Chance): Buffer {
  let bytes = Buffer.from(request)
  for (let changes = 1 + chance.below(4); changes > 0; changes--) {
    const at = placeIn(bytes, chance)
    const length = 1 + chance.below(chance.once(4) ? 200 : 8)
    switch (chance.below(8)) {
      case 0: case 1:
        if (bytes.length > 0) bytes[Math.min(at, bytes.length - 1)]! ^= 1 << chance.below(8)
        break
      case 2: bytes = Buffer.concat([bytes.subarray(0, at), chance.bytes(length), bytes.subarray(at)]); break
      case 3: bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]); break
      case 4: bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]); break
      case 5: bytes = bytes.subarray(0, at); break
      case 6: bytes = Buffer.concat([bytes.subarray(0, at), other.subarray(placeIn(other, chance))]); break
      default: bytes = Buffer.concat([bytes.subarray(0, at), chance.pick(pieces), bytes.subarray(at)])
    }
    bytes = Buffer.from(bytes)
  }
  return bytes
}

/** Mostly in the head, and often at the beginning of a line, where the grammar is. */
function placeIn(bytes: Buffer, chance: Chance): number {
  const at = chance.below(chance.once(2) ? Math.min(bytes.length, 300) + 1 : bytes.length + 1)
  if (!chance.once(2)) return at
  const line = bytes.indexOf('\r\n', at)
  return line < 0 ? at : line + 2
}
