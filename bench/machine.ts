import { readFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'

/** What was measured where, as the first lines of the report. */
export function machineText(): string {
  const processors = cpus()
  const version = (name: string): string => (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string }).version
  const own = (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version
  return [
    `${processors[0]?.model.trim() ?? 'unknown processor'} × ${processors.length}, ${(totalmem() / 1024 ** 3).toFixed(0)} GiB, ${type()} ${release()}`,
    `Node ${process.versions.node}, V8 ${process.versions.v8}, OpenSSL ${process.versions.openssl}, `
    + `hono ${version('hono')}, @hono/node-server ${version('@hono/node-server')}, obshell-sim ${own}`,
  ].join('\n')
}
