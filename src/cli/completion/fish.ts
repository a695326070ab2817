import type { CommandModel, CompletionModel, OptionModel, Values } from './model.ts'

/** A script for fish: `obshell-sim completion fish | source`. */
export function fishCompletion({ name, commands, standard, scenarios }: CompletionModel): string {
  const names = commands.map((command) => command.name).join(' ')
  const unnamed = `not __fish_seen_subcommand_from ${names}`
  const begin = (condition: string): string => `complete -c ${name} -n ${quoted(condition)}`
  const lines = [
    `# Completion of ${name} for fish. Put this into ~/.config/fish/config.fish:  ${name} completion fish | source`,
    `complete -c ${name} -f`,
    ...commands.map((command) => `${begin(unnamed)} -a ${quoted(command.name)} -d ${quoted(command.description)}`),
    ...standard.options.map((option) => `${begin(unnamed)} ${optionPart(option, scenarios)}`),
    ...commands.flatMap((command) => commandLines(command, begin(`__fish_seen_subcommand_from ${command.name}`), scenarios)),
  ]
  return `${lines.join('\n')}\n`
}

function commandLines(command: CommandModel, start: string, scenarios: readonly string[]): string[] {
  return [
    ...command.options.map((option) => `${start} ${optionPart(option, scenarios)}`),
    ...command.arguments.flatMap(({ values }) => (values.kind === 'none' ? [] : [`${start} ${valuePart(values, scenarios)}`])),
  ]
}

function optionPart({ flags, description, value }: OptionModel, scenarios: readonly string[]): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
  return [...names, ...(value === null ? [] : ['-x', ...(value.kind === 'none' ? [] : [valuePart(value, scenarios)])]), `-d ${quoted(description)}`].join(' ')
    // What takes files must not forbid them.
    .replace('-x -F', '-r -F')
}

function valuePart(values: Exclude<Values, { kind: 'none' }>, scenarios: readonly string[]): string {
  switch (values.kind) {
    case 'words': return `-a ${quoted(values.words.join(' '))}`
    case 'files': return '-F'
    case 'scenarios': return `-F -a ${quoted(scenarios.join(' '))}`
  }
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
