import { describe, expect, test } from 'vitest'
import { exists } from '../cluster/index.ts'
import { createObserverWorkdir, destroyObserverWorkdir, fillDirs, type Dirs } from './observer-workdir.ts'
import { LoneAgent } from './testing/lone-agent.ts'

const home = '/home/admin/oceanbase'

function created(dirs: Dirs) {
  const lone = LoneAgent.master()
  return { lone, dag: lone.run(createObserverWorkdir(lone.agent, fillDirs({ homePath: home, ...dirs })), 2) }
}

describe('fillDirs', () => {
  test('puts each directory under the one it belongs to, unless it is set', () => {
    expect(fillDirs({ homePath: home })).toEqual({
      homePath: home, data_dir: `${home}/store`, redo_dir: `${home}/store`, clog_dir: `${home}/store/clog`, slog_dir: `${home}/store/slog`,
    })
    expect(fillDirs({ homePath: home, data_dir: '/data/', redo_dir: '/redo', slog_dir: '' })).toEqual({
      homePath: home, data_dir: '/data/', redo_dir: '/redo', clog_dir: '/redo/clog', slog_dir: '/data/slog',
    })
  })
})

describe('Create observer workdir', () => {
  test('makes the store in the home, as recorded', () => {
    const { lone, dag } = created({})
    expect([dag.state, lone.logs(dag)]).toEqual(['SUCCEED', [
      `mkdir data_dir: ${home}/store`, `mkdir redo_dir: ${home}/store`, `mkdir clog_dir: ${home}/store/clog`, `mkdir slog_dir: ${home}/store/slog`,
      `symlink ${home}/store: ${home}/store`, `symlink ${home}/store: ${home}/store`,
      `symlink ${home}/store/clog: ${home}/store/clog`, `symlink ${home}/store/slog: ${home}/store/slog`,
      `mkdir ${home}/etc`, `mkdir ${home}/log`, `mkdir ${home}/store/sstable`,
    ]])
  })

  test('links from the home to a store elsewhere', () => {
    const { lone } = created({ data_dir: '/data', redo_dir: '/redo' })
    expect(lone.agent.ob.paths.links).toEqual({ [`${home}/store`]: '/data', [`${home}/store/clog`]: '/redo/clog' })
    expect(exists(lone.agent.ob.paths, '/data/sstable')).toBe(true)
  })

  test('fails on a directory that is not empty', () => {
    const { lone } = created({})
    const again = lone.run(createObserverWorkdir(lone.agent, fillDirs({ homePath: home })), 2)
    expect([again.state, lone.logs(again)]).toEqual(['FAILED', [`mkdir data_dir: ${home}/store`, `ERROR: Common.DirNotEmpty ${home}/store`]])
  })

  test('is rolled back by clearing the store, where it is and where its links lead, then etc and log', () => {
    const { lone, dag } = created({ data_dir: '/data' })
    // A finished DAG is not rolled back; the opposite DAG clears the same, in the other order.
    const undone = lone.run(destroyObserverWorkdir(), 2)
    expect([dag.state, lone.logs(undone)]).toEqual(['SUCCEED', [
      `clear dir ${home}/etc`, `clear dir ${home}/log`,
      `clear dir ${home}/store`, 'clear dir /data', `clear dir ${home}/store`, 'clear dir /data',
      `clear dir ${home}/store/clog`, 'clear dir /data/clog', `clear dir ${home}/store/slog`, 'clear dir /data/slog',
    ]])
    expect(['/data', `${home}/store`, `${home}/log`, `${home}/etc`].map((path) => exists(lone.agent.ob.paths, path))).toEqual([false, false, false, true])
  })

  test('what is not there is not cleared', () => {
    const lone = LoneAgent.master()
    const dag = lone.run(destroyObserverWorkdir(), 2)
    expect(lone.logs(dag)).toEqual([`clear dir ${home}/etc`, `clear dir ${home}/log`])
  })
})
