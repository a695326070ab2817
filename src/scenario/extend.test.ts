import { describe, expect, test } from 'vitest'
import { loadScenario } from './load.ts'
import { ScenarioNotFound } from './read.ts'
import { ScenarioError } from './problem.ts'
import type { Scenario } from './scenario.ts'

/** A scenario among files that are only texts. */
async function loaded(files: Readonly<Record<string, string>>): Promise<Scenario> {
  return loadScenario(files['x.yaml']!, 'x.yaml', {
    read: async (given, folder) => {
      const text = files[given]
      if (text === undefined) throw new ScenarioNotFound(`there is no ${given}`)
      return { text, name: given, folder, id: given }
    },
  })
}

async function said(files: Readonly<Record<string, string>>): Promise<string[]> {
  const error: unknown = await loaded(files).catch((thrown: unknown) => thrown)
  return error instanceof ScenarioError ? error.message.split('\n') : []
}

const base = `version: 1
description: base
seed: 3
clock: { mode: manual, start: 2024-01-09T11:06:25Z }
agents:
  a: { address: 127.0.0.1:2886, identity: MASTER, observer: { version: none, start: hangs } }
  b: { address: 127.0.0.1:2887, aliases: [ "localhost:2887" ] }
tasks:
  - { name: slow, when: { dag: Join self }, takes: 1s }
  - { takes: 2s }
faults:
  - { name: f, drop: reset }
`

describe('a scenario that extends another', () => {
  test('is that one, but for what it says: maps key by key, null takes away', async () => {
    const { description, settings, agents } = await loaded({
      'base.yaml': base,
      'x.yaml': `version: 1
extends: base.yaml
seed: 4
clock: { mode: null }
agents:
  a: { observer: { start: ok } }
  b: null
  c: { address: 127.0.0.1:2888, aliases: [ "c:1" ] }
`,
    })
    expect(description).toBe('base')
    expect([settings.seed, settings.mode.mode, settings.start]).toEqual([4, 'auto', 1_704_798_385_000_000])
    expect(agents.map(({ name, observer, identity, aliases }) => [name, identity, observer, aliases])).toEqual([
      ['a', 'MASTER', { version: null, start: 'ok' }, []],
      ['c', 'SINGLE', { version: '4.2.1.0-100000102023092807', start: 'ok' }, ['c:1']],
    ])
  })

  test('puts its own entries first, and its own in the place of those of the same name', async () => {
    const { taskRules, requestRules } = await loaded({
      'base.yaml': base,
      'x.yaml': 'version: 1\nextends: base.yaml\ntasks:\n  - { takes: 5s }\n  - { name: slow, takes: 6s }\n',
    })
    expect(taskRules.map(({ id, effect }) => [id, effect.takes])).toEqual([['task rule 1', 5_000_000], ['slow', 6_000_000], ['task rule 3', 2_000_000]])
    expect(requestRules.map(({ id }) => id)).toEqual(['f'])
  })

  test('has lists of agents and maps of them put together by name', async () => {
    const { agents } = await loaded({
      'base.yaml': 'version: 1\nagents:\n  - { name: a, address: 127.0.0.1:2886 }\n  - { address: 127.0.0.1:2887 }\n',
      'x.yaml': 'version: 1\nextends: base.yaml\nagents:\n  127.0.0.1:2887: { identity: MASTER }\n  a: { listen: 127.0.0.1:0 }\n',
    })
    expect(agents.map(({ name, identity, listen }) => [name, identity, listen])).toEqual([['a', 'SINGLE', ['127.0.0.1:0']], ['127.0.0.1:2887', 'MASTER', ['127.0.0.1:2887']]])
  })

  test('may be extended itself', async () => {
    const { settings, taskRules } = await loaded({
      'base.yaml': base, 'middle.yaml': 'version: 1\nextends: base.yaml\nseed: 5\ntasks: [ { name: m, takes: 3s } ]\n', 'x.yaml': 'version: 1\nextends: middle.yaml\ntimezone: +08:00\n',
    })
    expect([settings.seed, taskRules.map(({ id }) => id)]).toEqual([5, ['m', 'slow', 'task rule 3']])
  })

  test('blames the file in which something is wrong, and counts as that file does', async () => {
    expect(await said({
      'base.yaml': 'version: 1\ntasks:\n  - { takes: 1s }\n  - { takes: long, when: { agent: z } }\n',
      'x.yaml': 'version: 1\nextends: base.yaml\ntasks:\n  - { takes: short }\n',
    })).toEqual([
      "x.yaml:4:14 WRONG_VALUE tasks.0.takes: 'short' is not a length of time: write it like 500ms, 5s or 1h30m, or as a range like 2s..10s",
      "base.yaml:4:14 WRONG_VALUE tasks.1.takes: 'long' is not a length of time: write it like 500ms, 5s or 1h30m, or as a range like 2s..10s",
      "base.yaml:4:35 UNKNOWN_AGENT no agent is called 'z'; there is 127.0.0.1:2886",
    ])
  })

  test('finds the built-in ones by their names', async () => {
    const { agents } = await loadScenario('version: 1\nextends: join-three\nagents: { c: null }\n', '<scenario>')
    expect(agents.map(({ name }) => name)).toEqual(['a', 'b'])
  })
})

describe('variables', () => {
  const text = 'version: 1\nseed: ${SEED:-7}\nagents: { a: { address: "${HOST}:2886", agentPassword: "${PASSWORD}" } }\n'

  test('are texts or numbers as their place wants them, in quotes or not', async () => {
    const { settings, agents } = await loadScenario(text, 'x', { env: { HOST: '10.0.0.1', PASSWORD: '1234', SEED: '8' } })
    expect([settings.seed, agents[0]!.ip, agents[0]!.agentPassword]).toEqual([8, '10.0.0.1', '1234'])
    const json = await loadScenario('{ "version": 1, "seed": "${SEED}", "encryption": "${ENCRYPTION:-false}" }', 'x', { env: { SEED: '9' } })
    expect([json.settings.seed, json.settings.encryption]).toEqual([9, false])
  })

  test('stand in what is extended, too, and in the name of it', async () => {
    const scenario = await loadScenario('version: 1\nextends: "${BASE}"\n', 'x', {
      env: { BASE: 'b', SEED: '5', HOST: 'h', PASSWORD: 'p' },
      read: async (given, folder) => ({ text, name: given, folder, id: given }),
    })
    expect(scenario.settings.seed).toBe(5)
  })

  test('are not those of the process unless it gives them', async () => {
    await expect(loadScenario('version: 1\ndescription: ${PATH}\n', 'x')).rejects.toThrow('x:2:14 UNSET_VARIABLE the variable PATH is not set')
  })
})
