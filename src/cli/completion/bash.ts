import type { CommandModel, CompletionModel, Values } from './model.ts'

/** A script for bash, 3.2 and newer: `source <(obshell-sim completion bash)`. It needs no other package. */
export function bashCompletion(model: CompletionModel): string {
  const { name, commands, standard, scenarios } = model
  const all = [standard, ...commands.filter((command) => command.name !== standard.name)]
  const withValue = unique(all.flatMap(({ options }) => options.filter(({ value }) => value !== null).flatMap(({ flags }) => flags)))
  return `# Completion of ${name} for bash. Put this into ~/.bashrc:  source <(${name} completion bash)
_obshell_sim() {
  local IFS=$'\\n'
  local scenarios=${list(scenarios)}
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  local command=${standard.name} named= place=0 index word
  # \`--clock=manual\` comes as three words.
  if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    case $word in
      ${withValue.join('|')})
        if [[ \${COMP_WORDS[index+1]} == = ]]; then ((index += 2)); else ((index++)); fi ;;
      -*|=) ;;
      *) if [[ -z $named ]]; then command=$word named=1; else ((place++)); fi ;;
    esac
  done
  COMPREPLY=()
  case $command:$prev in
${all.flatMap((command) => optionCases(command)).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case $command in
${all.map(({ name: command, options }) => `      ${command}) COMPREPLY=($(compgen -W ${list(options.flatMap(({ flags }) => flags))} -- "$cur")) ;;`).join('\n')}
    esac
    return
  fi
  if [[ -z $named ]]; then
    COMPREPLY=($(compgen -W ${list(commands.map((command) => command.name))} -- "$cur"))
    return
  fi
  case $command:$place in
${all.flatMap((command) => argumentCases(command)).join('\n')}
  esac
}
_obshell_sim_files() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY+=($(compgen -f -- "$1"))
}
complete -F _obshell_sim ${name}
`
}

function optionCases({ name, options }: CommandModel): string[] {
  return options.flatMap(({ flags, value }) => (value === null ? [] : [`    ${flags.map((flag) => `${name}:${flag}`).join('|')}) ${completing(value)} return ;;`]))
}

function argumentCases(command: CommandModel): string[] {
  return command.arguments.map(({ values, repeats }, index) => `    ${command.name}:${repeats ? '*' : index}) ${completing(values)} ;;`)
}

function completing(values: Values): string {
  switch (values.kind) {
    case 'none': return ''
    case 'words': return `COMPREPLY=($(compgen -W ${list(values.words)} -- "$cur"));`
    case 'files': return '_obshell_sim_files "$cur";'
    case 'scenarios': return 'COMPREPLY=($(compgen -W "$scenarios" -- "$cur")); _obshell_sim_files "$cur";'
  }
}

/** Words, one a line. */
function list(words: readonly string[]): string {
  return `$'${words.map((word) => word.replace(/[\\']/g, '\\$&')).join('\\n')}'`
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)]
}
