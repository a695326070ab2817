import { Argument, Command } from 'commander'
import { builtInNames } from '../scenario/index.ts'

/** `obshell-sim completion`: a script with which a shell completes commands, options, their values and the names of scenarios. */
export function completionCommand(): Command {
  return new Command('completion')
    .description('print a script with which a shell completes this command')
    .addArgument(new Argument('<shell>', 'which').choices(['bash', 'zsh', 'fish']))
    .exitOverride()
    .addHelpText('after', `
Examples:
  source <(obshell-sim completion bash)
  source <(obshell-sim completion zsh)
  obshell-sim completion fish | source`)
    .action(async (shell: 'bash' | 'zsh' | 'fish', _flags: unknown, command: Command) => {
      const [{ modelOf }, { bashCompletion }, { zshCompletion }, { fishCompletion }] = await Promise.all([
        import('./completion/model.ts'), import('./completion/bash.ts'), import('./completion/zsh.ts'), import('./completion/fish.ts'),
      ])
      const script = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion }[shell]
      process.stdout.write(script(modelOf(command.parent!, 'serve', await builtInNames())))
    })
}
