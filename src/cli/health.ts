import { get } from 'node:http'
import { Command, Option } from 'commander'
import { exitCodes, UsageError } from './exit.ts'

/** `obshell-sim health`: exit 0 when ready, for HEALTHCHECK where there is no curl. */
export function healthCommand(): Command {
  return new Command('health')
    .description('exit 0 when a simulator is ready, 1 when not')
    .addOption(new Option('--url <url>', 'where it answers; by default the control port or the first port of the environment').env('OBSHELL_SIM_URL'))
    .exitOverride()
    .action(({ url }: { url?: string }) => health(url ?? defaultUrl()))
}

function defaultUrl(): string {
  return `http://127.0.0.1:${process.env['OBSHELL_SIM_CONTROL_PORT'] ?? process.env['OBSHELL_SIM_PORT'] ?? '2886'}`
}

function health(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = get(`${url.replace(/\/$/, '')}/_sim/ready`, { agent: false, timeout: 2000 }, (response) => {
      response.resume()
      response.on('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new UsageError(`${url} is not ready: ${response.statusCode}`, exitCodes.failed))
      })
    })
    asked.on('timeout', () => asked.destroy(new Error('no answer within 2 s')))
    asked.on('error', (error) => reject(new UsageError(`${url} is not ready: ${error.message}`, exitCodes.failed)))
  })
}
