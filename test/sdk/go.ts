import { existsSync } from 'node:fs'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './process.ts'

const sources = fileURLToPath(new URL('go/', import.meta.url))

/** A program with the SDK in it, or why there is none. */
export type GoSdk = { readonly client: string; remove(): Promise<void> } | { readonly missing: string }

/**
 * Builds the program of `go/` against the checkout of the official SDK that `OBSHELL_SDK_GO` names. Its dependencies come from the
 * module proxy, with the checksums that the SDK holds of them.
 *
 * @throws with the compiler's words when it does not build
 */
export async function goSdk(): Promise<GoSdk> {
  const named = process.env['OBSHELL_SDK_GO']
  if (named === undefined || named === '') return { missing: 'OBSHELL_SDK_GO does not name a checkout of it' }
  const checkout = resolve(named)
  if (!existsSync(join(checkout, 'go.mod'))) return { missing: `there is no go.mod in OBSHELL_SDK_GO (${checkout})` }
  try {
    await run('go', ['version'])
  } catch {
    return { missing: 'there is no go' }
  }
  const folder = await mkdtemp(join(tmpdir(), 'obshell-sim-go-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  const client = join(folder, 'client')
  const requirements = await readFile(join(sources, 'go.mod'), 'utf8')
  await writeFile(join(folder, 'go.mod'), `${requirements}\nreplace github.com/oceanbase/obshell-sdk-go => ${JSON.stringify(checkout)}\n`)
  await copyFile(join(checkout, 'go.sum'), join(folder, 'go.sum'))
  const built = await run('go', ['build', `-modfile=${join(folder, 'go.mod')}`, '-mod=mod', '-o', client, '.'], {
    cwd: sources, env: { GOWORK: 'off', GOTOOLCHAIN: 'local' }, limitMs: 600_000,
  })
  if (built.code !== 0) {
    await remove()
    throw new Error(`the Go program does not build:\n${built.stderr}`)
  }
  return { client, remove }
}

/** Runs one of the program's journeys. @returns what it printed @throws with what it complained of when it fails */
export async function runGo(sdk: GoSdk, journey: string, args: readonly string[]): Promise<string> {
  if ('missing' in sdk) throw new Error(sdk.missing)
  const ended = await run(sdk.client, [journey, ...args], { env: { NO_PROXY: '127.0.0.1' } })
  if (ended.code !== 0) throw new Error(`journey ${journey} ended with ${ended.code}:\n${ended.stderr}`)
  return ended.stdout
}
