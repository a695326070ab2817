import { Command, Option } from 'commander'
import { builtInNames } from '../scenario/index.ts'
import type { Checked } from '../transcript/index.ts'
import { exitCodes, UsageError } from './exit.ts'
import { readScenario } from './files.ts'
import { onTerminal } from './terminal.ts'

interface CheckFlags {
  readonly update?: boolean
  readonly reporter: 'pretty' | 'json' | 'junit'
}

/** `obshell-sim check`: runs transcripts against their scenarios. */
export function checkCommand(): Command {
  return new Command('check')
    .description('run transcripts against their scenarios; exit 1 if an answer differs')
    .argument('<paths...>', 'transcripts, folders of them, or names of built-in scenarios')
    .option('--update', 'write what came back into the transcripts')
    .addOption(new Option('--reporter <format>', 'how it is told').choices(['pretty', 'json', 'junit']).default('pretty'))
    .exitOverride()
    .addHelpText('after', `
Exit codes: 0 all as written, 1 something differs or cannot be run.

Examples:
  obshell-sim check scenarios
  obshell-sim check scenarios --reporter junit > report.xml
  obshell-sim check my.transcript.yaml --update`)
    .action((paths: string[], flags: CheckFlags) => check(paths, flags))
}

async function check(paths: readonly string[], { update = false, reporter }: CheckFlags): Promise<void> {
  // Loaded on first use: no other command needs it.
  const { checkTranscript, findTranscripts, jsonReport, junitReport, prettyReport, summaryLine } = await import('../transcript/index.ts')
  const files = (await Promise.all(paths.map((path) => found(path, findTranscripts)))).flat()
  if (files.length === 0) throw new UsageError(`no *.transcript.yaml in ${paths.join(', ')}`)
  const colours = onTerminal(process.stdout).colours
  const all: Checked[] = []
  for (const file of files) {
    const checked = await checkTranscript(file, update)
    all.push(checked)
    if (reporter === 'pretty') process.stdout.write(prettyReport(checked, colours))
  }
  process.stdout.write(reporter === 'pretty' ? summaryLine(all, colours) : reporter === 'json' ? jsonReport(all) : junitReport(all))
  if (all.some(({ mismatches, problems }) => mismatches.length + problems.length > 0)) process.exitCode = exitCodes.failed
}

async function found(path: string, find: (path: string) => Promise<string[]>): Promise<string[]> {
  try {
    return await find(path)
  } catch {
    // No file and no folder of that name: then it may be a built-in scenario.
    if ((await builtInNames()).includes(path)) return find((await readScenario(path)).folder)
    throw new UsageError(`cannot read ${path}: there is no such file or folder`)
  }
}
