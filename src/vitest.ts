/**
 * What `import … from 'obshell-sim/vitest'` gives: a simulator for each test, as a fixture.
 *
 * @module
 */
import type { TestAPI } from 'vitest'
import { startSimulator, type RunningSimulator, type StartOptions } from './index.ts'

/** What a test is given. */
export interface SimulatorFixture {
  /** A simulator of its own, closed when the test ends. When it fails, the last that happened is printed. */
  sim: RunningSimulator
}

/** So many lines are printed of a test that failed. */
const linesMax = 20

/**
 * vitest's `test` with a simulator for each test:
 * `const test = withSimulator(base, { scenario: 'join-three' })`, then `test('…', async ({ sim }) => { … })`. It is started when a test asks for it.
 */
export function withSimulator<Context extends object>(test: TestAPI<Context>, options: StartOptions = {}): TestAPI<Context & SimulatorFixture> {
  const fixtures = {
    async sim({ onTestFailed, task }: { readonly onTestFailed: (told: () => void) => void; readonly task: { readonly name: string } }, use: (sim: RunningSimulator) => Promise<void>): Promise<void> {
      const sim = await startSimulator(options)
      let lines: readonly string[] = []
      onTestFailed(() => {
        console.error(`What happened last in the simulator of '${task.name}':\n${lines.length === 0 ? '  nothing' : lines.map((line) => `  ${line}`).join('\n')}`)
      })
      try {
        await use(sim)
      } finally {
        // What fails is told of when all is over, and who is closed says nothing any more.
        lines = linesOf(sim)
        await sim.close()
      }
    },
  }
  return (test as unknown as TestAPI).extend<SimulatorFixture>(fixtures) as unknown as TestAPI<Context & SimulatorFixture>
}

/** What happened last; nothing where the test has closed it itself. */
function linesOf(sim: RunningSimulator): readonly string[] {
  try {
    return sim.journal.lines(linesMax)
  } catch {
    return []
  }
}
