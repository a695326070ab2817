import { posix } from 'node:path'

/**
 * The part of a host's file system that an observer's directories are made of: paths that exist beside its home, and symbolic
 * links. Plain data.
 */
export interface Paths {
  existing: readonly string[]
  /** Where a link leads, by its own path. */
  links: Readonly<Record<string, string>>
}

/** A home as the package installs it. */
export function homePaths(home: string): Paths {
  return { existing: [home, ...['bin', 'lib', 'etc', 'run'].map((name) => posix.join(home, name))], links: {} }
}

/** Whether there is something at a path, through links. */
export function exists(paths: Paths, path: string): boolean {
  const real = realPath(paths, path)
  return isAncestor(paths, real) || paths.existing.includes(real)
}

/**
 * `mkdir`: makes a directory, and those above it.
 *
 * @returns false if there is one that is not empty
 */
export function makeEmptyDirectory(paths: Paths, path: string): boolean {
  const real = realPath(paths, path)
  if (isAncestor(paths, real)) return false
  add(paths, real)
  return true
}

/** `mkdir -p`. */
export function makeDirectory(paths: Paths, path: string): void {
  add(paths, realPath(paths, path))
}

/** `touch`. */
export function makeFile(paths: Paths, path: string): void {
  add(paths, realPath(paths, path))
}

/** `ln -s`, unless there is something at the path of the link. */
export function link(paths: Paths, target: string, path: string): void {
  if (realPath(paths, path) === realPath(paths, target) || exists(paths, path)) return
  makeDirectory(paths, posix.dirname(path))
  paths.links = { ...paths.links, [path]: target }
}

/** `rm -rf`: a link goes, what it leads to stays. */
export function remove(paths: Paths, path: string): void {
  const at = posix.join(realPath(paths, posix.dirname(path)), posix.basename(path))
  const isGone = (other: string): boolean => other === at || other.startsWith(`${at}/`)
  paths.existing = paths.existing.filter((other) => !isGone(other))
  paths.links = Object.fromEntries(Object.entries(paths.links).filter(([other]) => !isGone(other)))
}

/** A path with all links in it followed. */
export function realPath(paths: Paths, path: string): string {
  const clean = posix.normalize(path)
  for (const [from, to] of Object.entries(paths.links)) {
    if (clean === from) return realPath(paths, to)
    if (clean.startsWith(`${from}/`)) return realPath(paths, posix.join(to, clean.slice(from.length)))
  }
  return clean
}

function isAncestor(paths: Paths, path: string): boolean {
  const inside = path === '/' ? '/' : `${path}/`
  return path === '/' || [...paths.existing, ...Object.keys(paths.links)].some((other) => other.startsWith(inside))
}

function add(paths: Paths, path: string): void {
  if (!paths.existing.includes(path)) paths.existing = [...paths.existing, path]
}
