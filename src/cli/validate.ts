import { Command } from 'commander'
import { formatWarning, ScenarioError } from '../scenario/index.ts'
import { exitCodes } from './exit.ts'
import { openGiven } from './files.ts'

/** `obshell-sim validate`: every problem of every file, as `file:line:col CODE message`. */
export function validateCommand(): Command {
  return new Command('validate')
    .description('check scenario files: every problem as file:line:col CODE message; exit 1 if there is any')
    .argument('<files...>', 'scenario files or names')
    .option('--strict', 'exit 1 for warnings, too')
    .addHelpText('after', `
Example:
  obshell-sim validate cluster.yaml scenarios/*/scenario.yaml`)
    .exitOverride()
    .action(async (files: string[], { strict = false }: { strict?: boolean }) => {
      for (const file of files) if (!await isWell(file, strict)) process.exitCode = exitCodes.failed
    })
}

/** Tells what is wrong with a file. */
async function isWell(file: string, strict: boolean): Promise<boolean> {
  try {
    const { name, scenario: { warnings } } = await openGiven(file)
    for (const warning of warnings) process.stdout.write(`${formatWarning(name, warning)}\n`)
    process.stdout.write(`${name}: well${warnings.length === 0 ? '' : `, with ${warnings.length === 1 ? 'a warning' : `${warnings.length} warnings`}`}\n`)
    return warnings.length === 0 || !strict
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    process.stdout.write(`${error.message}\n`)
    return false
  }
}
