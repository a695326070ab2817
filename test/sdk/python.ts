import { mkdir, rename, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { lastLine, run } from './process.ts'

/** The release of the official SDK that is installed from the package registry, unmodified. */
const release = 'obshell==0.0.9'
const cache = fileURLToPath(new URL('../../node_modules/.cache/obshell-sim/', import.meta.url))
const scripts = fileURLToPath(new URL('python/', import.meta.url))
const interpreter = process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python'

/** An interpreter that has the SDK, or why there is none. */
export type PythonSdk = { readonly python: string } | { readonly missing: string }

/** Finds the SDK in the cache, or installs it there: a virtual environment, which takes some seconds and a network once. */
export async function pythonSdk(): Promise<PythonSdk> {
  let version: string
  try {
    const asked = await run('python3', ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'])
    if (asked.code !== 0) return { missing: `python3 does not run: ${lastLine(asked.stderr)}` }
    version = asked.stdout.trim()
  } catch {
    return { missing: 'there is no python3' }
  }
  const home = `${cache}${release.replace('==', '-')}-python${version}`
  const python = `${home}/${interpreter}`
  if (await hasSdk(python)) return { python }

  // Beside its place and then renamed: no run ever finds half of it.
  const unfinished = `${home}.${process.pid}`
  try {
    await mkdir(cache, { recursive: true })
    const made = await run('python3', ['-m', 'venv', unfinished])
    if (made.code !== 0) return { missing: `python3 -m venv fails: ${lastLine(made.stdout + made.stderr)}` }
    const installed = await run(`${unfinished}/${interpreter}`, [
      '-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check', '--retries', '1', release,
    ], { limitMs: 300_000 })
    if (installed.code !== 0) return { missing: `pip cannot install ${release}: ${lastLine(installed.stderr)}` }
    await rm(home, { recursive: true, force: true })
    await rename(unfinished, home)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  return await hasSdk(python) ? { python } : { missing: `${release} was installed but cannot be imported` }
}

/** Runs one of the programs beside this file. @returns what it printed @throws with its traceback when it fails */
export async function runPython(sdk: PythonSdk, script: string, args: readonly string[]): Promise<string> {
  if ('missing' in sdk) throw new Error(sdk.missing)
  const ended = await run(sdk.python, [`${scripts}${script}.py`, ...args], { env: { PYTHONDONTWRITEBYTECODE: '1', NO_PROXY: '127.0.0.1' } })
  if (ended.code !== 0) throw new Error(`${script}.py ended with ${ended.code}:\n${ended.stderr}`)
  return ended.stdout
}

async function hasSdk(python: string): Promise<boolean> {
  try {
    return (await run(python, ['-c', 'import obshell'])).code === 0
  } catch {
    return false
  }
}
