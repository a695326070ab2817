import { fileURLToPath } from 'node:url'
import { run } from './process.ts'
import { venv, type Venv } from './venv.ts'

const scripts = fileURLToPath(new URL('python/', import.meta.url))

/** An interpreter that has the SDK, or why there is none. */
export type PythonSdk = Venv

/** The release of the official SDK that is installed from the package registry, unmodified. */
export async function pythonSdk(): Promise<PythonSdk> {
  return venv({ releases: ['obshell==0.0.9'], module: 'obshell' })
}

/** Runs one of the programs beside this file. @returns what it printed @throws with its traceback when it fails */
export async function runPython(sdk: PythonSdk, script: string, args: readonly string[]): Promise<string> {
  if ('missing' in sdk) throw new Error(sdk.missing)
  const ended = await run(sdk.python, [`${scripts}${script}.py`, ...args], { env: { PYTHONDONTWRITEBYTECODE: '1', NO_PROXY: '127.0.0.1' } })
  if (ended.code !== 0) throw new Error(`${script}.py ended with ${ended.code}:\n${ended.stderr}`)
  return ended.stdout
}
