#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { callCommand } from './call.ts'
import { checkCommand } from './check.ts'
import { completionCommand } from './completion.ts'
import { exitCodes, UsageError } from './exit.ts'
import { explainCommand } from './explain.ts'
import { healthCommand } from './health.ts'
import { initCommand } from './init.ts'
import { scenariosCommand } from './scenarios.ts'
import { serveCommand } from './serve.ts'
import { unknownCommand } from './unknown.ts'
import { validateCommand } from './validate.ts'

declare const __VERSION__: string

/** The command: one file for each subcommand; `serve` is what runs without one. */
const program = new Command('obshell-sim')
  .description('A simulator of obshell, the agent that manages OceanBase clusters.')
  .version(__VERSION__)
  .enablePositionalOptions()
  .exitOverride()
  .showHelpAfterError('(obshell-sim --help shows all options)')
  .addHelpText('after', `
Every option is also an environment variable: --clock is OBSHELL_SIM_CLOCK. An option beats the variable, the variable the scenario.
Exit codes: 0 ended well, 1 the check failed or the scenario is wrong, 2 wrong usage, 3 the address is taken.

Examples:
  obshell-sim                                         one agent at 127.0.0.1:2886
  obshell-sim --agents 127.0.0.1:2886,127.0.0.1:2887  two agents
  obshell-sim init && obshell-sim explain cluster.yaml
  obshell-sim --scenario cluster.yaml --clock manual`)

const serve = serveCommand()
program.addHelpText('after', () => `\nOptions of serve, which runs when no command is named:\n${serve.createHelp().formatHelp(serve, serve.createHelp()).split('\nOptions:\n')[1] ?? ''}`)
program.addCommand(serve, { isDefault: true })
const others = [initCommand(), validateCommand(), explainCommand(), checkCommand(), scenariosCommand(), callCommand(), healthCommand(), completionCommand()]
for (const command of others) program.addCommand(command)

// Who runs an image cannot take a variable away, only empty it: an empty one counts as not set.
for (const [name, value] of Object.entries(process.env)) if (name.startsWith('OBSHELL_SIM_') && value === '') delete process.env[name]

try {
  const unknown = unknownCommand(process.argv[2] === 'help' ? process.argv[3] : process.argv[2], [...program.commands.map((command) => command.name()), 'help'])
  if (unknown !== null) throw new UsageError(unknown)
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
  } else if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = error.exitCode
  } else {
    process.stderr.write(`obshell-sim: a bug of the simulator: ${error instanceof Error ? error.stack ?? error.message : String(error)}\n`)
    process.exitCode = exitCodes.failed
  }
}
