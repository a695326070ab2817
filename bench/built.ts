import { build, type BuildOptions } from 'esbuild'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'obshell-sim-bench-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

/** Where a program that {@link buildChildren} has made lies. */
export function built(name: string): string {
  return join(folder, name)
}

/** Bundles what the bench runs beside the command, the bare app included, each into one file of a folder that goes away with us. */
export async function buildChildren(): Promise<void> {
  const common = { bundle: true, platform: 'node', target: 'node20', logLevel: 'warning', external: ['@faker-js/faker', 'node-forge'] } satisfies BuildOptions
  await Promise.all([
    build({ ...common, format: 'cjs', entryPoints: ['bench/children/probe.ts'], outfile: built('probe.cjs') }),
    build({
      ...common,
      format: 'esm',
      entryPoints: ['bare', 'native', 'load', 'crowd', 'virtual', 'inprocess', 'steer'].map((name) => `bench/children/${name}.ts`),
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    }),
  ])
}
