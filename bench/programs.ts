import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Program } from './child.ts'

/** The command as users run it, without its log: agents at addresses, or a scenario (its file, or the document itself). */
export function simulator(what: { readonly agents: string } | { readonly scenario: string | object }): Program {
  const given = 'agents' in what
    ? ['--agents', what.agents]
    : ['--scenario', typeof what.scenario === 'string' ? what.scenario : JSON.stringify(what.scenario)]
  return { command: ['dist/cli.js', 'serve', '--log', 'none', ...given] }
}

/** Addresses of this machine at which nobody listens, as `--agents` takes them. */
export async function freeAddresses(count: number): Promise<string> {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise<ReturnType<typeof createServer>>((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => resolve(server))
  })))
  const addresses = servers.map((server) => `127.0.0.1:${(server.address() as AddressInfo).port}`)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return addresses.join(',')
}
