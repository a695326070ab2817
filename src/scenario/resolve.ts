import { createZone, parseDuration, parseMode, type ClockMode } from '../clock/index.ts'
import { defaultVersion, parseVersion, type Version } from '../cluster/index.ts'
import { defaultLimits, type JournalLimits } from '../journal/index.ts'
import { parseTime } from '../protocol/index.ts'
import { checkDocument } from './check.ts'
import type { ScenarioDocument } from './document.ts'
import type { Extended } from './extend.ts'
import type { Located } from './located.ts'
import { parseBytes } from './measures.ts'
import { Names } from './names.ts'
import { ScenarioError, sorted, type Problem } from './problem.ts'
import { resolveAgents } from './resolve-agents.ts'
import { resolveLists } from './resolve-lists.ts'
import { defaultSettings, type Scenario } from './scenario.ts'
import { warnOf } from './warnings.ts'

/**
 * A text that has been read → a complete scenario, the defaults applied here and nowhere else.
 *
 * @throws ScenarioError with what is wrong by itself, and what only the whole can show: agents twice, masters that are none, unknown names
 */
export function resolveScenario({ root, problems: unread }: Extended, file: string): Scenario {
  const { document, places, problems: unsound } = root === null ? { document: null, places: null, problems: [] } : checkDocument(root)
  // Of a value whose variable is wrong that is all there is to say.
  const isSaid = ({ file: at, path }: Problem): boolean => unread.some((other) => isVariable(other) && other.file === at && String(other.path) === String(path))
  const told = [...unread, ...unsound.filter((problem) => !isSaid(problem))]
  if (root === null || document === null || places === null) throw new ScenarioError(file, sorted(told))
  const version = document.obshell === undefined ? defaultVersion : parseVersion(document.obshell) as Version
  const { agents, problems: ofAgents } = resolveAgents(document, version, places, !told.some(({ path }) => path?.[0] === 'agents'))
  const names = new Names({ agents, agentNames: agentNamesIn(root), places, told })
  const scenario: Omit<Scenario, 'warnings'> = {
    description: document.description ?? '',
    settings: settingsOf(document),
    agents,
    ...resolveLists(document, names),
    journal: limitsOf(document.journal),
  }
  const problems: Problem[] = [...told, ...ofAgents, ...names.problems]
  if (problems.length > 0) throw new ScenarioError(file, sorted(problems))
  for (const [index, { identity, zone, name }] of agents.entries()) {
    if (identity !== 'SINGLE' || zone === '') continue
    const path = ['agents', Array.isArray(document.agents) ? index : name, 'zone']
    names.warn(path, 'DOES_NOTHING', `'${name}' is SINGLE, and only a MASTER or a FOLLOWER is in a zone`)
  }
  warnOf(scenario, (path, code, message) => names.warn(path, code, message))
  return { ...scenario, warnings: sorted(names.warnings) }
}

function settingsOf({ seed, auth, clock, timezone, addressing, encryption }: ScenarioDocument): Scenario['settings'] {
  return {
    seed: seed ?? defaultSettings.seed,
    start: clock?.start === undefined ? defaultSettings.start : parseTime(clock.start)!,
    mode: clock?.mode === undefined ? defaultSettings.mode : parseMode(clock.mode) as ClockMode,
    zone: timezone === undefined ? defaultSettings.zone : createZone(timezone)!,
    addressing: addressing ?? defaultSettings.addressing,
    encryption: encryption === undefined ? defaultSettings.encryption : encryption === 'on' || encryption === true,
    tls: defaultSettings.tls,
    auth: {
      clock: auth?.clock ?? defaultSettings.auth.clock,
      skew: auth?.skew === undefined ? defaultSettings.auth.skew : parseDuration(auth.skew)!,
    },
  }
}

function limitsOf(journal: ScenarioDocument['journal']): JournalLimits {
  return {
    entries: journal?.entries ?? defaultLimits.entries,
    bytes: journal?.bytes === undefined ? defaultLimits.bytes : parseBytes(String(journal.bytes))!,
    events: journal?.events ?? defaultLimits.events,
  }
}

function isVariable({ code }: Problem): boolean {
  return code === 'UNSET_VARIABLE' || code === 'WRONG_VARIABLE'
}

function agentNamesIn(root: Located): string[] {
  const agents = root.kind === 'map' ? root.entries.get('agents') : undefined
  if (agents?.kind === 'map') return [...agents.entries.keys()]
  if (agents?.kind !== 'list') return []
  return agents.items.flatMap((agent) => ['name', 'address'].map((key) => (agent.kind === 'map' ? agent.entries.get(key) : undefined)))
    .flatMap((node) => (node?.kind === 'scalar' && typeof node.value === 'string' ? [node.value] : []))
}
