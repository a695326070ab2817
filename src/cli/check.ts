import { Command } from 'commander'
import { ScenarioError } from '../scenario/index.ts'
import type { Mismatch } from '../transcript/index.ts'
import { exitCodes, UsageError } from './exit.ts'

/** `obshell-sim check`: runs transcripts against their scenarios. */
export function checkCommand(): Command {
  return new Command('check')
    .description('run transcripts against their scenarios; exit 1 if an answer differs')
    .argument('<paths...>', 'transcripts, or folders of them')
    .option('--update', 'write what came back into the transcripts')
    .exitOverride()
    .action(async (paths: string[], { update = false }: { update?: boolean }) => {
      const files = (await Promise.all(paths.map(found))).flat()
      if (files.length === 0) throw new UsageError(`no *.transcript.yaml in ${paths.join(', ')}`)
      for (const file of files) await check(file, update)
    })
}

async function found(path: string): Promise<string[]> {
  try {
    return await (await transcripts()).findTranscripts(path)
  } catch {
    throw new UsageError(`cannot read ${path}: there is no such file or folder`)
  }
}

async function check(file: string, update: boolean): Promise<void> {
  try {
    const { asks, mismatches, updated } = await (await transcripts()).checkTranscript(file, update)
    process.stdout.write(`${file}: ${mismatches.length > 0 ? `${mismatches.length} answers differ` : `${asks} answers${updated ? ' written' : ' as written'}`}\n`)
    for (const mismatch of mismatches) process.stdout.write(difference(mismatch))
    if (mismatches.length > 0) process.exitCode = exitCodes.failed
  } catch (error) {
    if (!(error instanceof ScenarioError) && !(error instanceof Error)) throw error
    process.stdout.write(`${error.message}\n`)
    process.exitCode = exitCodes.failed
  }
}

/** The lines that differ, `-` as written and `+` as it came. */
function difference({ step, title, wanted, got }: Mismatch): string {
  const [before, after] = [wanted.split('\n'), got.split('\n')]
  let start = 0
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++
  let end = 0
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const lines = [
    ...before.slice(Math.max(start - 2, 0), start).map((line) => `    ${line}`),
    ...before.slice(start, before.length - end).map((line) => `  - ${line}`),
    ...after.slice(start, after.length - end).map((line) => `  + ${line}`),
  ]
  return `  step ${step}: ${title}\n${lines.join('\n')}\n`
}

/** Loaded on first use: no other command needs it. */
const transcripts = async () => import('../transcript/index.ts')
