/** Bundles the command into one file and the package entry into another. Run by `npm run build`. */
import { build, type BuildOptions } from 'esbuild'
import { chmodSync, readFileSync, rmSync } from 'node:fs'

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string; dependencies: Record<string, string> }

rmSync('dist', { recursive: true, force: true })
const common = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  legalComments: 'none',
  define: { __VERSION__: JSON.stringify(manifest.version) },
  // Heavy and rarely needed: found in node_modules on first use, so that start stays fast (docs/dependencies.md).
  external: ['@faker-js/faker', 'node-forge'],
  // CommonJS dependencies inside the bundle ask for `require`.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
} satisfies BuildOptions

await build({
  ...common,
  entryPoints: ['src/cli/main.ts'],
  outfile: 'dist/cli.js',
  banner: { js: `#!/usr/bin/env node\n${common.banner.js}` },
  minifySyntax: true,
})
chmodSync('dist/cli.js', 0o755)
await build({ ...common, entryPoints: ['src/index.ts'], outfile: 'dist/index.js', external: [...common.external, ...Object.keys(manifest.dependencies)] })
