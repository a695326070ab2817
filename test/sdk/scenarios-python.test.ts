import { describe, test as plainTest } from 'vitest'
import { pretty, type Json } from './document.ts'
import { pythonSdk, runPython } from './python.ts'
import { comparableStory, playScenario, sends } from './scenario.ts'

const sdk = await pythonSdk()
if ('missing' in sdk) console.warn(`SKIPPED: the scenarios with the official Python SDK, because ${sdk.missing}.`)

/** Scenarios by the program that lives through them. */
const programs = {
  scenarios_join: [
    ['password-required', 'brings no password, a wrong one, the right one'],
    ['joiner-and-master-passwords', 'needs two passwords, each in its place'],
    ['root-password-blocks-join', 'cannot join, and never sees the 500 after which it could'],
    ['rejoin-with-old-password', 'is asked for a password that it did not set'],
    ['target-not-master', 'names agents that nobody can join'],
    ['target-unreachable', 'is told by the joiner that the master does not answer'],
    ['joined-already', 'joins what has joined'],
    ['second-join-while-first-runs', 'joins what is joining'],
    ['join-fails-for-good', 'is left with an agent that nothing frees'],
  ],
} as const
