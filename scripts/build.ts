/** Bundles the command and the package entry, each into one file. Run by `npm run build`. */
import { build, type BuildOptions } from 'esbuild'
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs'

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string; dependencies: Record<string, string> }

// A second build may run beside a simulator, or beside a third: each file is put in its place when it is whole.
const unfinished = `dist.${process.pid}`
const common = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  outdir: unfinished,
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
  // Node reads all of it at every start; names stay, for stack traces.
  minifySyntax: true,
  minifyWhitespace: true,
})
chmodSync(`${unfinished}/cli.js`, 0o755)
const inPackage = { ...common, external: [...common.external, ...Object.keys(manifest.dependencies)] } satisfies BuildOptions
await build({ ...inPackage, entryPoints: { index: 'src/index.ts' } })
await build({
  ...inPackage,
  entryPoints: { vitest: 'src/vitest.ts' },
  // One copy of all classes: what it gives is that of the package's entry.
  plugins: [{ name: 'the package entry', setup: ({ onResolve }) => onResolve({ filter: /^\.\/index\.ts$/ }, () => ({ path: './index.js', external: true })) }],
})

mkdirSync('dist', { recursive: true })
const built = readdirSync(unfinished)
for (const file of built) renameSync(`${unfinished}/${file}`, `dist/${file}`)
rmdirSync(unfinished)
for (const file of readdirSync('dist')) if (file.endsWith('.js') && !built.includes(file)) rmSync(`dist/${file}`)
