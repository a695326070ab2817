import { readdir, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { Command, Option } from 'commander'
import type { ExplainOptions } from '../explain/index.ts'
import { builtInNames, formatWarning, isText, ScenarioError, SetupError, type OpenedScenario } from '../scenario/index.ts'
import { exitCodes, UsageError } from './exit.ts'
import { openGiven, readScenario } from './files.ts'
import { onTerminal } from './terminal.ts'

interface ExplainFlags {
  readonly mermaid?: boolean
  readonly svg?: boolean
  readonly json?: boolean
  readonly output?: string
  readonly verbose?: boolean
  /** False: without one. */
  readonly transcript?: string | boolean
}

/** `obshell-sim explain`: what will happen, without HTTP. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('tell what a scenario is and what will happen when it runs, without HTTP')
    .argument('<scenario>', 'a scenario file, its folder, or the name of a built-in one')
    .addOption(new Option('--mermaid', 'as a sequence diagram in Mermaid’s language').conflicts(['svg', 'json']))
    .addOption(new Option('--svg', 'as a picture').conflicts(['mermaid', 'json']))
    .addOption(new Option('--json', 'as JSON').conflicts(['mermaid', 'svg']))
    .option('--output <file>', 'write it there')
    .option('--transcript <file>', 'whose asks are made; by default the one beside the scenario')
    .option('--no-transcript', 'nobody asks anything')
    .option('--verbose', 'sub-tasks, too, and what agents ask each other only to exchange keys')
    .exitOverride()
    .addHelpText('after', `
Exit codes: 0 it is told, 1 the scenario or its transcript is wrong.

Examples:
  obshell-sim explain password-required
  obshell-sim explain cluster.yaml --svg --output cluster.svg
  obshell-sim explain cluster.yaml --mermaid`)
    .action((given: string, flags: ExplainFlags) => explainScenario(given, flags))
}

async function explainScenario(given: string, flags: ExplainFlags): Promise<void> {
  // Loaded on first use: no other command needs it.
  const { explain, jsonOf, mermaidOf, svgOf, tableOf } = await import('../explain/index.ts')
  try {
    const { opened, file } = await found(given)
    const { transcript, others } = await transcriptFor(file, flags)
    const explanation = await explain(opened.scenario, { name: nameOf(given), transcript, verbose: flags.verbose === true })
    const remarks = [...opened.scenario.warnings.map((warning) => formatWarning(opened.name, warning)), ...explanation.remarks, ...others]
    const whole = { ...explanation, remarks }
    const terminal = flags.output === undefined ? onTerminal(process.stdout) : { colours: false, columns: 100 }
    await write(flags.mermaid ? mermaidOf(whole) : flags.svg ? svgOf(whole) : flags.json ? jsonOf(whole) : tableOf(whole, terminal), flags.output)
  } catch (error) {
    const { TranscriptError, TranscriptNotFound } = await import('../transcript/index.ts')
    if (error instanceof TranscriptNotFound) throw new UsageError(error.message)
    if (error instanceof ScenarioError || error instanceof SetupError || error instanceof TranscriptError) throw new UsageError(error.message, exitCodes.failed)
    throw error
  }
}

/** The scenario, and its file if it has one: a folder means the scenario in it. */
async function found(given: string): Promise<{ readonly opened: OpenedScenario; readonly file: string | null }> {
  const isFolder = !isText(given) && !(await builtInNames()).includes(given) && (await stat(given).catch(() => null))?.isDirectory() === true
  const place = isFolder ? join(given, 'scenario.yaml') : given
  return { opened: await openGiven(place), file: isText(given) ? null : (await readScenario(place)).id }
}

function nameOf(given: string): string {
  return isText(given) ? 'scenario' : basename(given) === 'scenario.yaml' ? basename(dirname(resolve(given))) : basename(given)
}

interface Chosen {
  readonly transcript: ExplainOptions['transcript']
  /** That there are others, in words. */
  readonly others: readonly string[]
}

/** The transcript that was named, or the one beside the file; of several the one that is called like its folder, or the first. */
async function transcriptFor(file: string | null, { transcript: wanted }: ExplainFlags): Promise<Chosen> {
  if (wanted === false) return { transcript: null, others: [] }
  const beside = file === null ? [] : await transcriptsBeside(file)
  const chosen = typeof wanted === 'string' ? wanted : beside.find((each) => basename(each) === `${basename(dirname(resolve(each)))}.transcript.yaml`) ?? beside[0]
  if (chosen === undefined) return { transcript: null, others: [] }
  const { readTranscriptFile } = await import('../transcript/index.ts')
  const others = beside.filter((each) => resolve(each) !== resolve(chosen)).map((each) => relative('', each))
  return {
    transcript: { file: basename(chosen), read: await readTranscriptFile(chosen) },
    others: others.length === 0 ? [] : [`there are more transcripts, told with --transcript: ${others.join(', ')}`],
  }
}

async function transcriptsBeside(file: string): Promise<string[]> {
  const folder = dirname(file)
  const entries = await readdir(folder).catch(() => [])
  const files = entries.filter((entry) => entry.endsWith('.transcript.yaml')).sort().map((entry) => join(folder, entry))
  const { scenarioOfTranscript } = await import('../transcript/index.ts')
  const own = await Promise.all(files.map(async (each) => {
    const scenario = await scenarioOfTranscript(each)
    return scenario !== null && resolve(scenario) === resolve(file) ? [each] : []
  }))
  return own.flat()
}

async function write(text: string, output: string | undefined): Promise<void> {
  if (output === undefined) {
    process.stdout.write(text)
    return
  }
  try {
    await writeFile(output, text)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new UsageError(`cannot write ${output}: ${code === 'ENOENT' ? 'its folder is not there' : code === 'EISDIR' ? 'it is a folder' : message}`)
  }
}
