import { formatAddress } from '../cluster/index.ts'
import type { LogEntry, Simulator } from '../server/index.ts'
import { UsageError } from './exit.ts'

export type LogFormat = 'pretty' | 'json' | 'none'

export function logFormatOf(text: string): LogFormat {
  if (text === 'pretty' || text === 'json' || text === 'none') return text
  throw new UsageError(`--log ${text}: use pretty, json or none`)
}

/** Writes one line for each request to stderr: virtual time, agent, operation, status, and for a refusal why. */
export function createLog(format: LogFormat, simulator: () => Simulator): ((entry: LogEntry) => void) | undefined {
  if (format === 'none') return undefined
  const colours = format === 'pretty' && process.stderr.isTTY && process.env['NO_COLOR'] === undefined
  return (entry) => {
    const running = simulator()
    const agent = running.world.agent(entry.agent)
    const record = { at: running.timeText(entry.at), agent: agent === undefined ? entry.agent : formatAddress(agent) }
    process.stderr.write(format === 'json' ? `${JSON.stringify({ ...entry, ...record })}\n` : `${pretty(entry, record, colours)}\n`)
  }
}

function pretty(entry: LogEntry, { at, agent }: { at: string; agent: string }, colours: boolean): string {
  const what = entry.operation ?? `${entry.method} ${entry.target}`
  const status = colours ? `\u001b[${entry.status < 400 ? 32 : 31}m${entry.status}\u001b[0m` : String(entry.status)
  const words = [entry.why, entry.note].filter((text) => text !== null).map((text) => `  ${text.replace(/\s*\n\s*/g, '; ')}`)
  return `${at}  ${agent}  ${what}  ${status}${words.join('')}`
}
