import type { Argument, Command, Option } from 'commander'
import { modeNames } from '../../clock/index.ts'

/** What may stand in a place of the command line. */
export type Values =
  | { readonly kind: 'none' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'files' }
  /** The names of the scenarios that come with it, and files. */
  | { readonly kind: 'scenarios' }

export interface OptionModel {
  readonly flags: readonly string[]
  readonly description: string
  /** Null for one that takes no value. */
  readonly value: Values | null
}

export interface CommandModel {
  readonly name: string
  readonly description: string
  readonly options: readonly OptionModel[]
  /** Of each argument, the last again and again if it may be. */
  readonly arguments: readonly { readonly name: string; readonly values: Values; readonly repeats: boolean }[]
}

/** What there is to complete. */
export interface CompletionModel {
  readonly name: string
  readonly commands: readonly CommandModel[]
  /** The command that runs when none is named. */
  readonly standard: CommandModel
  readonly scenarios: readonly string[]
}

/** Reads it off the program. @param scenarios the names of the scenarios that come with it */
export function modelOf(program: Command, standard: string, scenarios: readonly string[]): CompletionModel {
  const commands = program.commands.map(commandModel)
  const helped: CommandModel = {
    name: 'help', description: 'what a command does', options: [],
    arguments: [{ name: 'command', values: { kind: 'words', words: commands.map(({ name }) => name) }, repeats: false }],
  }
  const own = program.options.map(optionModel)
  const found = commands.find(({ name }) => name === standard)!
  return { name: program.name(), commands: [...commands, helped], standard: { ...found, options: [...own, ...found.options] }, scenarios }
}

function commandModel(command: Command): CommandModel {
  return {
    name: command.name(),
    description: command.description(),
    options: [...command.options.map(optionModel), { flags: ['--help'], description: 'what it does', value: null }],
    arguments: command.registeredArguments.map((argument) => ({ name: argument.name(), values: valuesOf(command.name(), argument), repeats: argument.variadic })),
  }
}

function optionModel(option: Option): OptionModel {
  const flags = [option.short, option.long].filter((flag) => flag !== undefined)
  return { flags, description: option.description, value: option.required || option.optional ? optionValues(option) : null }
}

/** Values that commander does not know of, for they are judged elsewhere, with sentences of their own. */
const optionWords: Readonly<Record<string, readonly string[]>> = {
  '--clock': modeNames,
  '--log': ['pretty', 'json', 'none'],
  '--control-token': ['none'],
  '--language': ['en', 'zh'],
}
const optionFiles = new Set(['--output', '--tls-cert', '--tls-key', '--transcript'])

function optionValues({ long, argChoices }: Option): Values {
  const name = long ?? ''
  if (argChoices !== undefined) return { kind: 'words', words: argChoices }
  if (name === '--scenario') return { kind: 'scenarios' }
  if (optionFiles.has(name)) return { kind: 'files' }
  const words = optionWords[name]
  return words === undefined ? { kind: 'none' } : { kind: 'words', words }
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

function valuesOf(command: string, argument: Argument): Values {
  if (argument.argChoices !== undefined) return { kind: 'words', words: argument.argChoices }
  switch (command) {
    case 'explain': case 'check': case 'validate': case 'scenarios': return { kind: 'scenarios' }
    case 'init': return { kind: 'files' }
    case 'call': return argument.name() === 'method' ? { kind: 'words', words: methods } : { kind: 'none' }
    default: return { kind: 'none' }
  }
}
