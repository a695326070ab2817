import { posix } from 'node:path'
import {
  configFile, exists, formatAddress, link, makeDirectory, makeEmptyDirectory, realPath, remove, type AgentAddress,
} from '../cluster/index.ts'
import { coded, effect, type Body, type Outcome, type StepContext, type Template } from '../task/index.ts'
import type { DagWorld } from './context.ts'
import { isRemote, remoteRollback, remoteRun } from './remote-task.ts'

type Context = StepContext<DagWorld>

/** The directories of an observer, by the names of its settings, each under one before it unless it is set (wire.md §4.11). */
export type Dirs = Readonly<Record<string, string>>

/** All of them in the order in which they are looked at. */
export const dirNames = ['homePath', 'data_dir', 'redo_dir', 'clog_dir', 'slog_dir'] as const

/** Those that may lie elsewhere than in the home. */
const storeDirNames = dirNames.slice(1)

const defaults: Readonly<Record<string, readonly [parent: string, name: string]>> = {
  data_dir: ['homePath', 'store'], redo_dir: ['data_dir', ''], clog_dir: ['redo_dir', 'clog'], slog_dir: ['data_dir', 'slog'],
}

/** A DAG of its own, on a FOLLOWER whose MASTER asks for it (`POST /rpc/v1/ob/deploy`). */
export function createObserverWorkdir(agent: AgentAddress, dirs: Dirs): Template {
  const name = 'Create observer workdir'
  return { name, maintenance: 'global', params: { [dirsOf(agent)]: dirs }, nodes: [{ name }] }
}

/** Its opposite (`POST /rpc/v1/ob/destroy`). */
export function destroyObserverWorkdir(): Template {
  return { name: 'Destroy observer workdir', maintenance: 'global', nodes: [{ name: 'Destroy observer workdir' }] }
}

/** Under which name tasks find the directories of an agent. */
export function dirsOf(agent: AgentAddress): string {
  return `dirs@${formatAddress(agent)}`
}

/** Directories with what is not set filled in. */
export function fillDirs(dirs: Dirs): Dirs {
  const filled: Record<string, string> = { ...dirs }
  for (const name of storeDirNames) {
    const [parent, folder] = defaults[name]!
    if (!Object.hasOwn(filled, name) || filled[name] === '') filled[name] = posix.join(filled[parent] ?? '', folder)
  }
  return filled
}

export const observerWorkdirBodies: Readonly<Record<string, Body<DagWorld>>> = {
  'Create observer workdir': {
    flags: { cancel: true, continue: true, retry: true, rollback: true },
    run: [
      effect('create', (context) => dirsUnset(context) ?? (isRemote(context) ? { goto: 'remote' } : create(context))),
      effect('created', () => 'done'),
      ...remoteRun({ operation: 'rpcObDeploy', path: '/rpc/v1/ob/deploy', body: (context) => ({ dirs: givenDirs(context) }) }, 'created'),
    ],
    rollback: [
      effect('clear', (context) => {
        const unset = dirsUnset(context)
        if (unset !== undefined) return unset
        if (isRemote(context)) return { goto: 'remote' }
        removeStore(context)
        clearFixed(context)
      }),
      effect('cleared', () => 'done'),
      ...remoteRollback({ name: 'Destroy observer workdir', operation: 'rpcObDestroy', path: '/rpc/v1/ob/destroy' }, 'cleared'),
    ],
  },
  'Destroy observer workdir': {
    flags: { cancel: true, continue: true, retry: true },
    run: [effect('clear', (context) => {
      clearFixed(context)
      removeStore(context)
    })],
  },
}

/** An agent that is no member any more when its turn comes has no directories (`Task.AgentData.NotSet`, as the agent has it). */
function dirsUnset({ subTask }: Context): Outcome {
  const name = dirsOf(subTask.executeAgent)
  if (subTask.data[name] === undefined && subTask.params[name] === undefined) return { fail: coded('Task.AgentData.NotSet', formatAddress(subTask.executeAgent), 'dirs') }
}

function create(context: Context): Outcome {
  const { paths } = context.world.agent.ob
  const dirs = givenDirs(context)
  for (const name of storeDirNames) {
    const dir = dirs[name]!
    context.log(`mkdir ${name}: ${dir}`)
    if (!makeEmptyDirectory(paths, dir)) return { fail: coded('Common.DirNotEmpty', dir) }
  }
  const home = dirs['homePath']!
  const wanted = fillDirs({ homePath: home })
  for (const name of storeDirNames) {
    context.log(`symlink ${dirs[name]!}: ${wanted[name]!}`)
    link(paths, dirs[name]!, wanted[name]!)
  }
  for (const name of ['etc', 'log', 'store/sstable']) {
    const dir = posix.join(home, name)
    context.log(`mkdir ${dir}`)
    makeDirectory(paths, dir)
  }
}

/** What is in the store of the home, and where its links lead; which that is is found out before anything is removed. */
function removeStore(context: Context): void {
  const { home, ob: { paths } } = context.world.agent
  const dirs = fillDirs({ homePath: home })
  const doomed = storeDirNames.flatMap((name) => {
    const path = dirs[name]!
    if (!exists(paths, path)) return []
    const real = realPath(paths, path)
    return real === path ? [path] : [path, real]
  })
  for (const path of doomed) {
    context.log(`clear dir ${path}`)
    remove(paths, path)
  }
}

/** The directories that cannot be set: of `etc` only the observer's own file. */
function clearFixed(context: Context): void {
  const { home, ob: { paths } } = context.world.agent
  context.log(`clear dir ${posix.join(home, 'etc')}`)
  remove(paths, configFile(home))
  context.log(`clear dir ${posix.join(home, 'log')}`)
  remove(paths, posix.join(home, 'log'))
}

/** A follower's own DAG is given them, `Integrate config` leaves them for the rest of its DAG. */
function givenDirs({ subTask }: Context): Dirs {
  const name = dirsOf(subTask.executeAgent)
  return (subTask.data[name] ?? subTask.params[name] ?? {}) as Dirs
}
