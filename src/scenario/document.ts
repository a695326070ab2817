import * as z from 'zod/mini'
import { agents } from './document-agents.ts'
import { requestRule } from './document-requests.ts'
import { setupStep, timelineEntry } from './document-timeline.ts'
import { bytes, count, duration, filled, instant, key, mode, need, timezone, version, whole } from './document-words.ts'
import { taskRule } from './document-work.ts'

/**
 * What people write: DESIGN §9. Any other key is refused. From this one schema come the checker, the JSON Schema (`scenario.schema.json`) and the tables
 * of docs/scenarios.md.
 */
export const scenarioDocument = z.strictObject({
  $schema: key(z.string(), 'for editors: where the JSON Schema of this file is', { values: 'any text' }),
  version: need(z.literal(1, 'this release reads version 1'), 'of this form of files'),
  extends: key(filled('write the name of a scenario or a path'), 'the scenario that this one changes ([below](#changing-another-scenario))', {
    values: 'a built-in name, or a path relative to this file', standard: 'none',
  }),
  description: key(z.string(), 'what it shows', { values: 'any text' }),
  seed: key(whole(0), 'all chance comes from it', { values: 'a whole number from 0', standard: '1' }),
  obshell: key(version(), 'the version of all agents that do not say. Any other version is refused by name', {
    values: '`4.5.0.0`, or with a release `4.5.0.0-2`', standard: '`4.5.0.0-1`',
  }),
  clock: key(z.strictObject({
    mode: key(mode(), 'how time passes', { values: 'as `--clock` takes it ([clock.md](clock.md))', standard: '`auto`' }),
    start: key(instant(), 'the instant at which the world is ready', { values: 'RFC 3339', standard: '`2026-01-05T08:30:00.217409Z`' }),
  }), 'time', { values: '`{ mode, start }`' }),
  timezone: key(timezone(), 'in which agents print their times', { values: 'an IANA name, or an offset such as `+08:00`', standard: '`UTC`' }),
  addressing: key(z.enum(['aliases', 'strict']), 'what other names of an agent mean ([below](#addresses))', { standard: '`aliases`' }),
  encryption: key(z.union([z.enum(['on', 'off']), z.boolean()]), 'off: no credentials, so that curl works', { values: '`on`, `off`', standard: '`on`' }),
  auth: key(z.strictObject({
    clock: key(z.enum(['real', 'virtual', 'ignore']), 'by which clock credentials expire ([clock.md](clock.md#two-clocks))', { standard: '`real`' }),
    skew: key(duration(), 'how far that clock is ahead', { values: 'a duration, negative ones too', standard: '`0s`' }),
  }), 'when credentials expire', { values: '`{ clock, skew }`' }),
  agents: key(agents, 'the agents ([below](#agents))', { values: 'a map by short name, or a list', standard: 'one SINGLE agent at 127.0.0.1:2886' }),
  setup: key(z.array(setupStep), 'what happens before the world is ready ([below](#before-the-world-is-ready))', { values: 'a list', standard: 'nothing' }),
  tasks: key(z.array(taskRule), 'how work goes ([below](#how-work-goes))', { values: 'a list', standard: 'well' }),
  faults: key(z.array(requestRule), 'how requests go ([below](#how-requests-go))', { values: 'a list', standard: 'well' }),
  timeline: key(z.array(timelineEntry), 'what happens by itself ([below](#what-happens-by-itself))', { values: 'a list', standard: 'nothing' }),
  journal: key(z.strictObject({
    entries: key(count(), 'requests that are kept', { values: 'a whole number from 1', standard: '10000' }),
    bytes: key(bytes(), 'of their bodies and targets', { values: 'such as `16MiB`', standard: '`16MiB`' }),
    events: key(count(), 'what else is kept', { values: 'a whole number from 1', standard: '50000' }),
  }), 'how much the journal keeps; of more the oldest goes', { values: '`{ entries, bytes, events }`' }),
})

export type ScenarioDocument = z.infer<typeof scenarioDocument>
