import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { builtInNames, didYouMean } from '../scenario/index.ts'
import { UsageError } from './exit.ts'
import { builtInScenarios, readScenario } from './files.ts'
import { onTerminal } from './terminal.ts'
import { wrapped } from './wrap.ts'

/** `obshell-sim scenarios`: what comes with it. */
export function scenariosCommand(): Command {
  return new Command('scenarios')
    .description('list the built-in scenarios, or tell of one')
    .argument('[name]', 'tells what it shows and how to use it')
    .option('--json', 'name and description of each as JSON')
    .exitOverride()
    .addHelpText('after', `
Examples:
  obshell-sim scenarios
  obshell-sim scenarios password-required
  obshell-sim scenarios --json`)
    .action(async (name: string | undefined, { json = false }: { json?: boolean }) => {
      process.stdout.write(name === undefined ? await list(json) : await readme(name))
    })
}

/** On a terminal long descriptions go on below their beginning; elsewhere each has its line. */
async function list(json: boolean): Promise<string> {
  const all = await builtInScenarios()
  if (json) return `${JSON.stringify(all, null, 2)}\n`
  const width = Math.max(...all.map(({ name }) => name.length))
  const columns = process.stdout.isTTY === true ? onTerminal(process.stdout).columns : Infinity
  return all.map(({ name, description }) => {
    const [first = '', ...others] = wrapped(description, columns - width - 2)
    return [`${name.padEnd(width)}  ${first}`, ...others.map((line) => `${' '.repeat(width)}  ${line}`)].map((line) => `${line.trimEnd()}\n`).join('')
  }).join('')
}

async function readme(name: string): Promise<string> {
  const names = await builtInNames()
  if (!names.includes(name)) throw new UsageError(`no built-in scenario is called ${name}; ${didYouMean(name, names) ?? `there are ${names.join(', ')}`}`)
  try {
    return await readFile(join((await readScenario(name)).folder, 'README.md'), 'utf8')
  } catch {
    throw new UsageError(`${name} has no README`)
  }
}
