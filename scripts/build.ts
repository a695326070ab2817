/** Bundles the command and the package entry. Run by `npm run build`. */
import { build, type BuildOptions } from 'esbuild'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string; dependencies: Record<string, string> }

/** What the last build made. */
const manifestFile = 'node_modules/.cache/obshell-sim-build.json'

// A simulator that runs from here loads some of its files on first use, so they are replaced only when all is there.
const unfinished = `dist.${process.pid}`
const common = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  outdir: unfinished,
  // What is loaded on first use (the control API, the readers of scenarios and transcripts) lies in files of its own beside the entry: in one
  // file Node would read it at every start, and whatever it shares with the rest would be wrapped, which takes 10 ms more of 85.
  splitting: true,
  legalComments: 'none',
  define: { __VERSION__: JSON.stringify(manifest.version) },
  // Heavy and rarely needed: found in node_modules on first use, so that start stays fast (docs/dependencies.md).
  external: ['@faker-js/faker', 'node-forge'],
  // CommonJS dependencies inside the bundle ask for `require`.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
} satisfies BuildOptions

await build({
  ...common,
  entryPoints: { cli: 'src/cli/main.ts' },
  // Beside the entry, not below it: built-in scenarios are looked for from where the code is.
  chunkNames: 'cli-[hash]',
  minifySyntax: true,
})
chmodSync(`${unfinished}/cli.js`, 0o755)
await build({
  ...common,
  entryPoints: { index: 'src/index.ts' },
  chunkNames: 'index-[hash]',
  external: [...common.external, ...Object.keys(manifest.dependencies)],
})

mkdirSync('dist', { recursive: true })
const built = readdirSync(unfinished)
for (const file of built) renameSync(`${unfinished}/${file}`, `dist/${file}`)
rmdirSync(unfinished)
// Chunks of the build before stay for who still runs it; older ones go.
const kept = existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) as string[] : []
for (const file of readdirSync('dist')) {
  if (/^(?:cli|index)-\w+\.js$/.test(file) && !built.includes(file) && !kept.includes(file)) rmSync(`dist/${file}`)
}
mkdirSync('node_modules/.cache', { recursive: true })
writeFileSync(manifestFile, JSON.stringify(built))
