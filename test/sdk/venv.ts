import { mkdir, rename, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { lastLine, run } from './process.ts'

const cache = fileURLToPath(new URL('../../node_modules/.cache/obshell-sim/', import.meta.url))
const interpreter = process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python'

/** What is installed, and how it is known to be there. */
export interface Wanted {
  /** Releases from the package registry, the one that the folder is named after first. */
  readonly releases: readonly [string, ...string[]]
  /** A module of it. */
  readonly module: string
}

/** An interpreter that has what was wanted, or why there is none. */
export type Venv = { readonly python: string } | { readonly missing: string }

/**
 * Finds packages, unmodified, in the cache, or installs them there: a virtual environment, which takes some seconds and a network once.
 * Programs that came with them name the folder they were installed in, which is another, so run them by `python -m`.
 */
export async function venv({ releases, module }: Wanted): Promise<Venv> {
  let version: string
  try {
    const asked = await run('python3', ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'])
    if (asked.code !== 0) return { missing: `python3 does not run: ${lastLine(asked.stderr)}` }
    version = asked.stdout.trim()
  } catch {
    return { missing: 'there is no python3' }
  }
  const home = `${cache}${releases[0].replace('==', '-')}-python${version}`
  const python = `${home}/${interpreter}`
  if (await has(python, module)) return { python }

  // Beside its place and then renamed: no run ever finds half of it.
  const unfinished = `${home}.${process.pid}`
  try {
    await mkdir(cache, { recursive: true })
    const made = await run('python3', ['-m', 'venv', unfinished])
    if (made.code !== 0) return { missing: `python3 -m venv fails: ${lastLine(made.stdout + made.stderr)}` }
    const installed = await run(`${unfinished}/${interpreter}`, [
      '-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check', '--retries', '1', ...releases,
    ], { limitMs: 300_000 })
    if (installed.code !== 0) return { missing: `pip cannot install ${releases.join(' ')}: ${lastLine(installed.stderr)}` }
    await rm(home, { recursive: true, force: true })
    await rename(unfinished, home)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  return await has(python, module) ? { python } : { missing: `${releases.join(' ')} was installed but ${module} cannot be imported` }
}

async function has(python: string, module: string): Promise<boolean> {
  try {
    return (await run(python, ['-c', `import ${module}`])).code === 0
  } catch {
    return false
  }
}
