import type { Explanation } from './explanation.ts'

/** An explanation as JSON (docs/explain.md says what is in it). Offsets are in microseconds. */
export function jsonOf(explanation: Explanation): string {
  return `${JSON.stringify(explanation, null, 2)}\n`
}
