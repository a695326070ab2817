import type { Checked } from '../file.ts'

/** What all transcripts came to, as JSON (docs/explain.md says what is in it). */
export function jsonReport(all: readonly Checked[]): string {
  const transcripts = all.map(({ file, scenario, asks, steps, mismatches, problems, updated }) => ({
    file, scenario, ok: mismatches.length === 0 && problems.length === 0, answers: asks, updated, problems,
    steps: steps.map(({ step, line, kind, title, note }) => {
      const differences = mismatches.filter((mismatch) => mismatch.step === step).map(({ what, wanted, got }) => ({ what, wanted, got }))
      return { step, line, kind, title, ...(note === undefined ? {} : { note }), ok: differences.length === 0, differences }
    }),
  }))
  const report = {
    ok: transcripts.every(({ ok }) => ok),
    answers: transcripts.reduce((sum, { answers }) => sum + answers, 0),
    transcripts,
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
