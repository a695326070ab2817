import { expect, test } from 'vitest'
import { parseRfc3339 } from './rfc3339.ts'
import { byteString } from './text.ts'

/** Each as `time.Parse(time.RFC3339, …)` of Go 1.26 reads it. */
test.each([
  ['2024-01-02T03:04:05Z', '2024-01-02T03:04:05Z'],
  ['2024-02-29T23:59:59.120+08:00', '2024-02-29T23:59:59.12+08:00'],
  ['2024-01-02T03:04:05.000-00:00', '2024-01-02T03:04:05Z'],
  ['2024-01-02T03:04:05.1234567899Z', '2024-01-02T03:04:05.123456789Z'],
  ['2024-01-02T3:04:05,50-07:30', '2024-01-02T03:04:05.5-07:30'],
  ['2024-01-02T03:04:05+24:60', '2024-01-02T03:04:05+25:00'],
  ['0000-02-29T00:00:00Z', '0000-02-29T00:00:00Z'],
])('reads %s', (text, time) => {
  expect(parseRfc3339(text)).toEqual({ ok: true, time })
})

const layout = '"2006-01-02T15:04:05Z07:00"'

test.each([
  ['', `"" as ${layout}: cannot parse "" as "2006"`],
  ['abc', `"abc" as ${layout}: cannot parse "abc" as "2006"`],
  ['2024-01-01', `"2024-01-01" as ${layout}: cannot parse "" as "T"`],
  ['2024-1-02', `"2024-1-02" as ${layout}: cannot parse "1-02" as "01"`],
  ['2024-01-2T', `"2024-01-2T" as ${layout}: cannot parse "2T" as "02"`],
  ['2024-01-02 03:04:05Z', `"2024-01-02 03:04:05Z" as ${layout}: cannot parse " 03:04:05Z" as "T"`],
  ['2024-01-02T03:04Z', `"2024-01-02T03:04Z" as ${layout}: cannot parse "Z" as ":"`],
  ['2024-01-02T03:04:5Z', `"2024-01-02T03:04:5Z" as ${layout}: cannot parse "5Z" as "05"`],
  ['2024-01-02T03:04:05', `"2024-01-02T03:04:05" as ${layout}: cannot parse "" as "Z07:00"`],
  ['2024-01-02T03:04:05.Z', `"2024-01-02T03:04:05.Z" as ${layout}: cannot parse ".Z" as "Z07:00"`],
  ['2024-01-02T03:04:05+0800', `"2024-01-02T03:04:05+0800" as ${layout}: cannot parse "+0800" as "Z07:00"`],
  ['2024-13-01T00:00:00Z', '"2024-13-01T00:00:00Z": month out of range'],
  ['2024-00-01T00:00:00Z', '"2024-00-01T00:00:00Z": month out of range'],
  ['2023-02-29T00:00:00Z', '"2023-02-29T00:00:00Z": day out of range'],
  ['2024-01-00T00:00:00Z', '"2024-01-00T00:00:00Z": day out of range'],
  ['2024-01-32T24:00:00Z', '"2024-01-32T24:00:00Z": hour out of range'],
  ['2024-01-02T00:60:00Z', '"2024-01-02T00:60:00Z": minute out of range'],
  ['2024-01-02T00:00:60Z', '"2024-01-02T00:00:60Z": second out of range'],
  ['2024-01-02T03:04:05+25:00', '"2024-01-02T03:04:05+25:00": time zone offset hour out of range'],
  ['2024-01-02T03:04:05x00:61', '"2024-01-02T03:04:05x00:61": time zone offset minute out of range'],
  ['2024-01-02T03:04:05Zx"', '"2024-01-02T03:04:05Zx\\"": extra text: "x\\""'],
  ['é\u0001\\', `"\\xc3\\xa9\\x01\\\\" as ${layout}: cannot parse "\\xc3\\xa9\\x01\\\\" as "2006"`],
])('refuses %s', (text, reason) => {
  expect(parseRfc3339(byteString(text))).toEqual({ ok: false, reason: `parsing time ${reason}` })
})
