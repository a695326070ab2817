import { describe, expect, test } from 'vitest'
import { languageOf } from './language.ts'

/** What `language.Parse` of golang.org/x/text 0.33 and go-i18n 2.3 answered for these. */
const observed = {
  zh: ['zh', 'zh-CN', 'zh_CN', 'ZH', 'zh-TW', 'zh-Hant', 'zh-Hans-CN', 'zho', 'cmn', 'zh-cmn-Hans-CN', 'nan', 'zh-min-nan', 'i-hak', 'yue-CN', 'zh-US', 'zh-419',
    'zh-x-foo', 'zh-u-co-pinyin', 'zh-1996', 'en-Hans', 'und-CN', 'und-Hant', 'ug', ' zh', 'zh\t'],
  en: ['en', 'en-US', 'fr', 'de-DE', 'und', 'root', 'yue', 'zh-yue', 'zh-Latn', 'cmn-TW', 'i-klingon', 'x-private', 'en-GB-oed', 'ug-CN', 'en-a-bb', 'en-us-posix'],
  null: ['', ' ', '*', 'x', 'c', 'zz', 'zh-CN,zh;q=0.9', 'zh;q=0.9', 'en, zh', 'zh-', '-zh', 'zh--CN', 'zh-a', 'zh-x', 'zh-en', 'zh cn', 'zh_CN.UTF-8', 'abcdefghij',
    'i-foo', 'en-x-abcdefghi', '中'],
}

describe('languageOf', () => {
  test.each(Object.entries(observed))('answers %s', (expected, values) => {
    expect(Object.fromEntries(values.map((value) => [value, String(languageOf(value))]))).toEqual(Object.fromEntries(values.map((value) => [value, expected])))
  })

  test('ignores a header that is not there', () => {
    expect(languageOf(undefined)).toBe(null)
  })
})
