import { describe, expect, test } from 'vitest'
import { parseIp } from './go-ip.ts'

/** Faults as Go 1.26 words them. */
const faults: Record<string, string> = {
  '': 'unable to parse IP',
  'x': 'unable to parse IP',
  '%eth0': 'missing IPv6 address',
  '1.2.3': 'IPv4 address too short',
  '1.2.3.4.5': 'IPv4 address too long',
  '01.2.3.4': 'IPv4 field has octet with leading zero',
  '256.0.0.1': 'IPv4 field has value >255',
  '1..2.3': 'IPv4 field must have at least one digit (at ".2.3")',
  '1.2.3.x': 'unexpected character (at "x")',
  '::1%': 'zone must be a non-empty string',
  '12345::': 'each group must have 4 or less digits (at "12345::")',
  '::g': 'each colon-separated field must have at least one digit (at "g")',
  '1:2': 'address string too short',
  '1:2:3:4:5:6:7:8:9': 'trailing garbage after address (at "9")',
  '1::2::3': 'multiple :: in address (at ":3")',
  '1:': 'colon must be followed by more characters (at ":")',
  '::1 ': 'unexpected character, want colon (at " ")',
  '1:2:1.2.3.4': 'embedded IPv4 address must replace the final 2 fields of the address (at "1.2.3.4")',
  '::2:3:4:5:6:7:8:1.2.3.4': 'too many hex fields to fit an embedded IPv4 at the end of the address (at "1.2.3.4")',
  '1:2:3:4:5:6:7:8::': 'the :: must expand to at least one field of zeros',
  '1:2:3:4::5:6:7:8': 'the :: must expand to at least one field of zeros',
}

describe('parseIp', () => {
  test.each(Object.entries(faults))('refuses %j', (text, fault) => {
    expect(parseIp(text)).toEqual({ ok: false, error: `ParseAddr("${text}"): ${fault}` })
  })

  test.each([
    ['127.0.0.1', 4, '127.0.0.1'],
    ['::', 6, '::'],
    ['::1', 6, '::1'],
    ['0:0:0:0:0:0:0:1', 6, '::1'],
    ['FE80::ABCD%eth0', 6, 'fe80::abcd%eth0'],
    ['1:0:0:2:0:0:0:3', 6, '1:0:0:2::3'],
    ['1:0:2:3:4:5:6:7', 6, '1:0:2:3:4:5:6:7'],
    ['1::', 6, '1::'],
    ['1:2:3:4:5:6:7::', 6, '1:2:3:4:5:6:7:0'],
    ['::ffff:127.0.0.1', 6, '127.0.0.1'],
    ['64:ff9b::1.2.3.4', 6, '64:ff9b::102:304'],
  ])('reads %s', (text, family, shown) => {
    expect(parseIp(text)).toEqual({ ok: true, family, text: shown })
  })
})
