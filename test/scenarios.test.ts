import { readdirSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkTranscript, findTranscripts, prettyJson } from '../src/transcript/index.ts'

const folder = join(import.meta.dirname, '..', 'scenarios')
const files = await findTranscripts(folder)

describe('the scenarios that come with it', () => {
  test.each(files.map((file) => [file.slice(folder.length + 1), file]))('%s: every answer is as written', async (_name, file) => {
    const { mismatches, asks } = await checkTranscript(file, false)
    expect(mismatches).toEqual([])
    expect(asks).toBeGreaterThan(0)
  })

  test('each has a README and a transcript', () => {
    const lacking = readdirSync(folder).filter((name) => !existsSync(join(folder, name, 'README.md')) || !files.some((file) => file.startsWith(join(folder, name))))
    expect(lacking).toEqual([])
  })
})

describe('prettyJson', () => {
  test('changes nothing but white space', () => {
    const text = '{"a":[1,{"b":"x,{}\\"[]"}],"c":{},"d":[],"e":9007199254740993,"f":null}'
    expect(prettyJson(text)).toBe(`{
  "a": [
    1,
    {
      "b": "x,{}\\"[]"
    }
  ],
  "c": {},
  "d": [],
  "e": 9007199254740993,
  "f": null
}`)
  })

  test('begins a line for each of several documents', () => {
    expect(prettyJson('{"a":1}{"b":2}')).toBe('{\n  "a": 1\n}\n{\n  "b": 2\n}')
  })
})
