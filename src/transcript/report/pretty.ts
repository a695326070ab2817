import { difference, type DiffLine } from '../difference.ts'
import type { Checked } from '../file.ts'
import type { Mismatch } from '../play.ts'

/** What one transcript came to, for people; each line ended. */
export function prettyReport(checked: Checked, colours: boolean): string {
  const paint = painter(colours)
  if (checked.problems.length > 0) return `${checked.problems.map((problem) => paint('31', problem)).join('\n')}\n`
  const { file, asks, steps, mismatches, updated } = checked
  const differing = new Set(mismatches.map(({ step }) => step)).size
  if (differing === 0) return `${file}: ${asks} answers${updated ? ' written' : ' as written'}\n`
  const head = `${file}: ${paint('31', `${differing} of ${steps.length} steps ${differing === 1 ? 'differs' : 'differ'}`)}\n`
  return `${head}${mismatches.map((mismatch) => mismatchText(file, mismatch, paint)).join('')}`
}

/** The last line: `32 transcripts, 410 answers, all as written`. */
export function summaryLine(all: readonly Checked[], colours: boolean): string {
  const paint = painter(colours)
  const answers = all.reduce((sum, { asks }) => sum + asks, 0)
  const differing = all.reduce((sum, { mismatches }) => sum + new Set(mismatches.map(({ step }) => step)).size, 0)
  const broken = all.filter(({ problems }) => problems.length > 0).length
  const written = all.filter(({ updated }) => updated).length
  const outcome = [
    ...(differing === 0 ? [] : [`${differing} ${differing === 1 ? 'step differs' : 'steps differ'}`]),
    ...(broken === 0 ? [] : [`${broken} of them cannot be run`]),
    ...(written === 0 ? [] : [`${written} written anew`]),
  ]
  const ending = outcome.length === 0 ? paint('32', 'all as written') : differing + broken === 0 ? paint('32', outcome.join(', ')) : paint('31', outcome.join(', '))
  return `${counted(all.length, 'transcript')}, ${counted(answers, 'answer')}, ${ending}\n`
}

function mismatchText(file: string, { step, line, title, wanted, got }: Mismatch, paint: Paint): string {
  const lines = difference(wanted, got).map((each) => `    ${diffLine(each, paint)}`)
  return `  step ${step} (${file}:${line}): ${title}\n${lines.join('\n')}\n`
}

function diffLine({ sign, text }: DiffLine, paint: Paint): string {
  switch (sign) {
    case '-': return paint('31', `- ${text}`)
    case '+': return paint('32', `+ ${text}`)
    case '…': return paint('2', '…')
    case ' ': return `  ${text}`.trimEnd()
  }
}

type Paint = (code: string, text: string) => string

function painter(colours: boolean): Paint {
  return (code, text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text)
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
