import { Command } from 'commander'
import { formatWarning, ScenarioError } from '../scenario/index.ts'
import { exitCodes, UsageError } from './exit.ts'
import { openGiven } from './files.ts'

/** `obshell-sim validate`: every problem of every file, as `file:line:col CODE message`. */
export function validateCommand(): Command {
  return new Command('validate')
    .description('check scenario files: every problem as file:line:col CODE message; exit 1 if there is any, 2 if a file cannot be read')
    .argument('<files...>', 'scenario files or names')
    .option('--strict', 'exit 1 for warnings, too')
    .addHelpText('after', `
Example:
  obshell-sim validate cluster.yaml scenarios/*/scenario.yaml`)
    .exitOverride()
    .action(async (files: string[], { strict = false }: { strict?: boolean }) => {
      const codes: number[] = []
      for (const file of files) codes.push(await validate(file, strict))
      process.exitCode = Math.max(...codes)
    })
}

/** Tells what is wrong with a file. @returns the code to exit with; a file that cannot be read keeps no other from being looked at */
async function validate(file: string, strict: boolean): Promise<number> {
  try {
    const { name, scenario: { warnings } } = await openGiven(file)
    for (const warning of warnings) process.stdout.write(`${formatWarning(name, warning)}\n`)
    process.stdout.write(`${name}: well${warnings.length === 0 ? '' : `, with ${warnings.length === 1 ? 'a warning' : `${warnings.length} warnings`}`}\n`)
    return warnings.length === 0 || !strict ? exitCodes.ok : exitCodes.failed
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`)
      return error.exitCode
    }
    if (!(error instanceof ScenarioError)) throw error
    process.stdout.write(`${error.message}\n`)
    return exitCodes.failed
  }
}
