import { first, type Invariant } from './invariant.ts'

export const reasons: Invariant = {
  name: 'reasons',
  sentence: 'Every request that was refused or lost says why; one that was answered well does not.',
  create() {
    return ({ isFirst, happened }) => (isFirst ? null : first(happened.map((one) => {
      if (one.kind !== 'request') return null
      const { seq, status, why, rule, method, target } = one
      const isRefused = status === 0 || status >= 400
      if (isRefused && (why === null || why.trim() === '')) return `request ${seq} (${method} ${target}) was answered ${status}, and nothing says why`
      // Without the prefix in its raw target a refusal is written by nobody: an empty 200 (wire.md §2).
      return !isRefused && why !== null && rule === null && target.startsWith('/api/') ? `request ${seq} (${method} ${target}) was answered ${status}, and is said to be refused: ${why}` : null
    })))
  },
}
