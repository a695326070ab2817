import { Command } from 'commander'
import { builtInScenarios } from './files.ts'

/** `obshell-sim scenarios`: what comes with it. */
export function scenariosCommand(): Command {
  return new Command('scenarios')
    .description('list the built-in scenarios')
    .exitOverride()
    .action(async () => {
      const all = await builtInScenarios()
      const width = Math.max(...all.map(({ name }) => name.length))
      for (const { name, description } of all) process.stdout.write(`${name.padEnd(width)}  ${description}\n`)
    })
}
