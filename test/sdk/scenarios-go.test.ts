import { afterAll, describe, test } from 'vitest'
import { pretty, type Json } from './document.ts'
import { goSdk, runGo } from './go.ts'
import { playScenario, refusalsOf, type Story } from './scenario.ts'

const sdk = await goSdk()
if ('missing' in sdk) console.warn(`SKIPPED: the scenarios with the official Go SDK, because ${sdk.missing}.`)

/** The scenario, and what the SDK makes of it; with other options for the simulator where the scenario leaves a choice. */
const scenarios: readonly (readonly [name: string, comes: string, args?: readonly string[]])[] = [
  ['password-required', 'cannot bring the password'],
  ['joiner-and-master-passwords', 'cannot bring either'],
  ['root-password-blocks-join', 'cannot join'],
  ['rejoin-with-old-password', 'is asked for a password that it did not set'],
  ['target-not-master', 'names agents that nobody can join'],
  ['target-unreachable', 'hears from the joiner that the master does not answer'],
  ['joined-already', 'joins what has joined'],
  ['second-join-while-first-runs', 'joins what is joining'],
  ['join-fails-for-good', 'is left with an agent that nothing frees'],
  ['follower-without-master', 'takes a master that is away for a wrong password'],
  ['master-dies-before-join-runs', 'gives up at once where nobody is'],
  ['joiner-restarts-mid-join', 'sees one join go on and another fail', ['--clock', 'auto']],
  ['partition', 'reaches agents that do not reach each other'],
  ['restart-while-polling', 'would give up three times'],
  ['poll-budget-3x3', 'sleeps until its work is over'],
  ['flaky-network-reset', 'gives up at a reset'],
  ['flaky-network-garbage', 'gives up at garbage'],
  ['flaky-network-truncate', 'loses the answer to a join that was accepted'],
  ['flaky-network-empty-200', 'gives up at an answer without JSON'],
  ['successful-false-for-30s', 'takes the first refusal for the last word'],
  ['clock-30s-off', 'passes with a minute, and not with less'],
  ['clock-90s-off', 'passes with ten minutes, and not with one'],
  ['root-password-changed-elsewhere', 'has the password of before'],
  ['rsa-key-replaced', 'learns the new key, and sends twice'],
  ['slow-upload-outlives-credential', 'sends a package twice for nothing'],
  ['client-of-an-old-field', 'does without fields'],
  ['published-port-nat', 'never needs the addresses that agents believe in'],
]

describe.skipIf('missing' in sdk)('the official Go SDK', () => {
  afterAll(async () => {
    if ('remove' in sdk) await sdk.remove()
  })

  test.concurrent.for(scenarios)('in %s %s', async ([name, , args], { expect, onTestFinished }) => {
    const { simulator, told } = await playScenario(name, args)
    onTestFinished(async () => {
      expect(await simulator.stop()).toBe(0)
    })
    const story = JSON.parse(told(await runGo(sdk, `scenarios/${name}`, simulator.agents.map(({ address }) => address)))) as Story
    await expect(`${pretty(story as unknown as Json)}\n`).toMatchFileSnapshot(`go/scenarios/${name}.expected.json`)

    expect(simulator.complaints).toEqual([])
    if (story.clock.startsWith('auto')) expect(story.calls.filter(({ slept }) => slept !== undefined)).toEqual([])
    // What is refused is sent once, or with its credential made anew.
    const refused = story.calls.filter(({ failed }) => failed?.type === '*response.ApiError')
    expect(refused.map((call) => [call.call, refusalsOf(call)])).toEqual(refused.map(({ call, failed }) => [call, failed!.code === 0 ? 1 : 2]))
  })
})
