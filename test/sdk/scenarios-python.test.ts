import { describe, test } from 'vitest'
import { pretty, type Json } from './document.ts'
import { pythonSdk, runPython } from './python.ts'
import { playScenario, refusalsOf, type Story } from './scenario.ts'

const sdk = await pythonSdk()
if ('missing' in sdk) console.warn(`SKIPPED: the scenarios with the official Python SDK, because ${sdk.missing}.`)

/** The scenario, and what the SDK makes of it; with other options for the simulator where the scenario leaves a choice. */
const scenarios: readonly (readonly [name: string, comes: string, args?: readonly string[]])[] = [
  ['password-required', 'brings no password, a wrong one, the right one'],
  ['joiner-and-master-passwords', 'needs two passwords, each in its place'],
  ['root-password-blocks-join', 'cannot join, and never sees the 500 after which it could'],
  ['rejoin-with-old-password', 'is asked for a password that it did not set'],
  ['target-not-master', 'names agents that nobody can join'],
  ['target-unreachable', 'hears from the joiner that the master does not answer'],
  ['joined-already', 'joins what has joined'],
  ['second-join-while-first-runs', 'joins what is joining'],
  ['join-fails-for-good', 'is left with an agent that nothing frees'],
  ['follower-without-master', 'takes a master that is away for a wrong password'],
  ['master-dies-before-join-runs', 'asks for three minutes where nobody is'],
  ['joiner-restarts-mid-join', 'sees one join go on and another fail', ['--clock', 'auto']],
  ['partition', 'reaches agents that do not reach each other'],
  ['restart-while-polling', 'gives up at half an answer, and not at none'],
  ['crash-loop', 'waits just long enough'],
  ['poll-budget-3x3', 'sleeps until its work is over'],
  ['flaky-network-reset', 'asks again after each reset'],
  ['flaky-network-garbage', 'asks again after garbage'],
  ['flaky-network-truncate', 'loses the answer to a join that was accepted'],
  ['flaky-network-empty-200', 'trips over an answer without JSON'],
  ['successful-false-for-30s', 'takes the first refusal for the last word'],
  ['clock-30s-off', 'passes with a minute, and not with less'],
  ['clock-90s-off', 'joins, and cannot see what comes of it'],
  ['root-password-changed-elsewhere', 'has the password of before'],
  ['rsa-key-replaced', 'learns the new key, sends three times, and is refused by its own success'],
  ['slow-upload-outlives-credential', 'sends a package twice for nothing'],
  ['client-of-an-old-field', 'does without fields'],
  ['published-port-nat', 'never needs the addresses that agents believe in'],
]

describe.skipIf('missing' in sdk)('the official Python SDK', () => {
  test.concurrent.for(scenarios)('in %s %s', async ([name, , args], { expect, onTestFinished }) => {
    const { simulator, told } = await playScenario(name, args)
    onTestFinished(async () => {
      expect(await simulator.stop()).toBe(0)
    })
    const story = JSON.parse(told(await runPython(sdk, 'scenarios', [name, ...simulator.agents.map(({ address }) => address)]))) as Story
    await expect(`${pretty(story as unknown as Json)}\n`).toMatchFileSnapshot(`python/scenarios/${name}.expected.json`)

    expect(simulator.complaints).toEqual([])
    // Where questions move the clock there is nothing to sleep for, but a connection that fails.
    if (story.clock.startsWith('auto')) expect(story.calls.filter(({ slept, lost }) => slept !== undefined && lost === undefined)).toEqual([])
    // Whatever is refused is sent twice.
    const refused = story.calls.filter(({ raised }) => raised?.type === 'OBShellHandleError')
    expect(refused.map((call) => [call.call, refusalsOf(call)])).toEqual(refused.map(({ call }) => [call, 2]))
  })
})
