import { describe, expect, test } from 'vitest'
import { exists, homePaths, link, makeDirectory, makeEmptyDirectory, makeFile, realPath, remove } from './paths.ts'

describe('a home', () => {
  test('holds what the package installs, and is not empty', () => {
    const paths = homePaths('/home/a')
    expect(['/home/a', '/home/a/etc', '/home', '/', '/home/a/store'].map((path) => exists(paths, path))).toEqual([true, true, true, true, false])
    expect(makeEmptyDirectory(paths, '/home/a')).toBe(false)
  })
})

describe('makeEmptyDirectory', () => {
  test('makes a directory and those above it, and is content with an empty one', () => {
    const paths = homePaths('/home/a')
    expect(makeEmptyDirectory(paths, '/data/1/store')).toBe(true)
    expect(exists(paths, '/data/1')).toBe(true)
    expect(makeEmptyDirectory(paths, '/data/1/store')).toBe(true)
  })

  test('refuses one that has something in it', () => {
    const paths = homePaths('/home/a')
    makeFile(paths, '/data/store/clog/x')
    expect(makeEmptyDirectory(paths, '/data/store')).toBe(false)
    expect(makeEmptyDirectory(paths, '/data/sto')).toBe(true)
  })
})

describe('a link', () => {
  function linked() {
    const paths = homePaths('/home/a')
    makeDirectory(paths, '/data/store')
    link(paths, '/data/store', '/home/a/store')
    return paths
  }

  test('is followed, at the end of a path and within one', () => {
    const paths = linked()
    makeDirectory(paths, '/home/a/store/clog')
    expect(realPath(paths, '/home/a/store')).toBe('/data/store')
    expect(exists(paths, '/data/store/clog')).toBe(true)
    expect(exists(paths, '/home/a/store/clog')).toBe(true)
    expect(makeEmptyDirectory(paths, '/home/a/store')).toBe(false)
  })

  test('is not made over what is there, nor to where the path leads already', () => {
    const paths = linked()
    makeDirectory(paths, '/data/store/clog')
    link(paths, '/data/store/clog', '/home/a/store/clog')
    link(paths, '/data/store', '/home/a/etc')
    expect(paths.links).toEqual({ '/home/a/store': '/data/store' })
  })

  test('goes alone when it is removed', () => {
    const paths = linked()
    remove(paths, '/home/a/store')
    expect([exists(paths, '/home/a/store'), exists(paths, '/data/store')]).toEqual([false, true])
  })
})

describe('remove', () => {
  test('takes all that is in a directory along, and nothing beside it', () => {
    const paths = homePaths('/home/a')
    makeFile(paths, '/home/a/log/x')
    makeFile(paths, '/home/a/logs/y')
    remove(paths, '/home/a/log')
    expect(['/home/a/log', '/home/a/log/x', '/home/a/logs/y'].map((path) => exists(paths, path))).toEqual([false, false, true])
  })
})
