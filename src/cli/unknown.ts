import { didYouMean } from '../scenario/index.ts'

/**
 * What is wrong with the first word of a command line, or null. Without it a misspelt command would be told to be an argument too many of `serve`, which runs
 * when no command is named.
 *
 * @param commands names of all commands
 */
export function unknownCommand(word: string | undefined, commands: readonly string[]): string | null {
  if (word === undefined || word === '' || word.startsWith('-') || commands.includes(word)) return null
  const hint = /\.(?:ya?ml|json)$/i.test(word) ? `a scenario is named with --scenario ${word}` : didYouMean(word, commands) ?? `there are ${commands.join(', ')}`
  return `no command '${word}'; ${hint}`
}
