import { Command } from 'commander'
import { loadScenario, ScenarioError } from '../scenario/index.ts'
import { exitCodes } from './exit.ts'
import { readScenario } from './files.ts'

/** `obshell-sim validate`: every problem of every file, as `file:line:col CODE message`. */
export function validateCommand(): Command {
  return new Command('validate')
    .description('check scenario files: every problem as file:line:col CODE message; exit 1 if there is any')
    .argument('<files...>', 'scenario files or names')
    .exitOverride()
    .action(async (files: string[]) => {
      for (const file of files) {
        const { text, name } = await readScenario(file)
        try {
          await loadScenario(text, name)
          process.stdout.write(`${name}: well\n`)
        } catch (error) {
          if (!(error instanceof ScenarioError)) throw error
          process.stdout.write(`${error.message}\n`)
          process.exitCode = exitCodes.failed
        }
      }
    })
}
