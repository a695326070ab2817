import type { CommandModel, CompletionModel, OptionModel, Values } from './model.ts'

/** A script for zsh: in a file `_obshell-sim` of a folder of `fpath`, or sourced. */
export function zshCompletion({ name, commands, standard, scenarios }: CompletionModel): string {
  return `#compdef ${name}
# Completion of ${name} for zsh. Put this into ~/.zshrc, after compinit:  source <(${name} completion zsh)
_obshell_sim_scenarios() {
  compadd -- ${scenarios.map(quoted).join(' ')}
  _files
}
_obshell_sim_commands() {
  local -a commands
  commands=(
${commands.map((command) => `    ${quoted(`${command.name}:${command.description.replaceAll(':', '\\:')}`)}`).join('\n')}
  )
  _describe command commands
}
_obshell_sim() {
  local curcontext=$curcontext state line
  typeset -A opt_args
  _arguments -C ${specs(standard).join(' ')} ': :_obshell_sim_commands' '*:: :->rest'
  [[ $state == rest ]] || return
  case $line[1] in
${commands.map((command) => `    ${command.name}) _arguments ${[...specs(command), ...argumentSpecs(command)].join(' ')} ;;`).join('\n')}
  esac
}
if [[ $funcstack[1] == _obshell_sim ]]; then _obshell_sim "$@"; else compdef _obshell_sim ${name}; fi
`
}

function specs({ options }: CommandModel): string[] {
  return options.flatMap((option) => option.flags.map((flag) => optionSpec(flag, option)))
}

function optionSpec(flag: string, { description, value }: OptionModel): string {
  const told = `[${description.replace(/[\\[\]:]/g, '\\$&')}]`
  return value === null ? quoted(`${flag}${told}`) : quoted(`${flag}=${told}: :${action(value)}`)
}

function argumentSpecs(command: CommandModel): string[] {
  return command.arguments.map(({ name, values, repeats }) => quoted(`${repeats ? '*' : ''}:${name}:${action(values)}`))
}

function action(values: Values): string {
  switch (values.kind) {
    case 'none': return ' '
    case 'words': return `(${values.words.join(' ')})`
    case 'files': return '_files'
    case 'scenarios': return '_obshell_sim_scenarios'
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
