import type { Agent, Observer } from '../cluster/index.ts'
import { badRequest } from './problem.ts'

/** Changes what a scenario may say of an agent while it runs: its observer and its aliases. */
export function patchAgent(agent: Agent, { observer, aliases }: Record<string, unknown>): void {
  const changed = observer === undefined ? agent.observer : observerOf(observer, agent.observer)
  const names = aliases === undefined ? agent.aliases : aliasesOf(aliases)
  agent.observer = changed
  agent.aliases = names
}

function observerOf(value: unknown, before: Observer): Observer {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badRequest('"observer" must be an object with "version" or "start"')
  const unknown = Object.keys(value).find((key) => key !== 'version' && key !== 'start')
  if (unknown !== undefined) throw badRequest(`unknown key '${unknown}' in observer; known here: version, start`)
  const { version, start } = value as Record<string, unknown>
  return {
    version: version === undefined ? before.version : versionOf(version),
    start: start === undefined ? before.start : startOf(start),
  }
}

function versionOf(version: unknown): string | null {
  if (version === 'none') return null
  if (typeof version !== 'string' || !/^\d+\.\d+\.\d+\.\d+-\d+$/.test(version)) {
    throw badRequest(`observer.version must be like "4.2.1.0-100000102023092807", or "none", not ${JSON.stringify(version)}`)
  }
  return version
}

function startOf(start: unknown): Observer['start'] {
  if (start === 'ok' || start === 'hangs') return start
  const { exits, prints = '' } = (typeof start === 'object' && start !== null ? start : {}) as Record<string, unknown>
  if (typeof exits !== 'number' || !Number.isInteger(exits) || exits < 0 || exits > 255 || typeof prints !== 'string') {
    throw badRequest('observer.start must be "ok", "hangs" or {"exits": 1, "prints": "no disk"}')
  }
  return { exits, prints }
}

function aliasesOf(aliases: unknown): string[] {
  if (!Array.isArray(aliases) || !aliases.every((alias) => typeof alias === 'string' && /^.+:\d+$/.test(alias))) {
    throw badRequest('"aliases" must be a list of "host:port"')
  }
  return aliases as string[]
}
