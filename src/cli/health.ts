import { get as getInTheClear } from 'node:http'
import { get as getByTls } from 'node:https'
import { Command, Option } from 'commander'
import { exitCodes, UsageError } from './exit.ts'
import { isTlsInEnvironment } from './tls.ts'

/** `obshell-sim health`: exit 0 when ready, for HEALTHCHECK where there is no curl. */
export function healthCommand(): Command {
  return new Command('health')
    .description('exit 0 when a simulator is ready, 1 when not')
    .addOption(new Option('--url <url>', 'where it answers; by default the control port or the first port of the environment').env('OBSHELL_SIM_URL'))
    .exitOverride()
    .addHelpText('after', `
Example:
  obshell-sim health --url http://127.0.0.1:2886`)
    .action(({ url }: { url?: string }) => health(url ?? defaultUrl()))
}

/** The control API on a port of its own is in the clear, whatever the agents speak. */
function defaultUrl(): string {
  const { OBSHELL_SIM_CONTROL_PORT: controlPort, OBSHELL_SIM_PORT: port = '2886' } = process.env
  if (controlPort !== undefined) return `http://127.0.0.1:${controlPort}`
  return `${isTlsInEnvironment() ? 'https' : 'http'}://127.0.0.1:${port}`
}

function health(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const get = url.startsWith('https:') ? getByTls : getInTheClear
    // Whether somebody answers is asked, and not who: the certificate is not verified.
    const asked = get(`${url.replace(/\/$/, '')}/_sim/ready`, { agent: false, timeout: 2000, rejectUnauthorized: false }, (response) => {
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
