/** A line of a difference: as it is in both, only as written (`-`), only as it came (`+`), or where lines that agree are left out (`…`). */
export interface DiffLine {
  readonly sign: ' ' | '-' | '+' | '…'
  readonly text: string
}

/** So many lines that agree are shown around those that differ. */
const context = 2
/** Beyond so many pairs of lines the middle is told as a whole: a table of all pairs would cost more than it tells. */
const pairsMax = 1_000_000

/** How two texts differ, line by line. */
export function difference(wanted: string, got: string): DiffLine[] {
  const [before, after] = [wanted.split('\n'), got.split('\n')]
  let start = 0
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++
  let end = 0
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++
  return shortened([
    ...before.slice(0, start).map((text) => ({ sign: ' ' as const, text })),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map((text) => ({ sign: ' ' as const, text })),
  ])
}

/** By the longest list of lines that both have in the same order. */
function middle(before: readonly string[], after: readonly string[]): DiffLine[] {
  if (before.length * after.length > pairsMax) {
    return [...before.map((text) => ({ sign: '-' as const, text })), ...after.map((text) => ({ sign: '+' as const, text }))]
  }
  const width = after.length + 1
  const common = new Uint32Array((before.length + 1) * width)
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i * width + j] = before[i] === after[j] ? common[(i + 1) * width + j + 1]! + 1 : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
    }
  }
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ sign: ' ', text: before[i]! })
      i++
      j++
    } else if (i < before.length && (j >= after.length || common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) {
      lines.push({ sign: '-', text: before[i++]! })
    } else {
      lines.push({ sign: '+', text: after[j++]! })
    }
  }
  return lines
}

function shortened(lines: readonly DiffLine[]): DiffLine[] {
  const shown = new Set<number>()
  lines.forEach(({ sign }, index) => {
    if (sign === ' ') return
    for (let near = index - context; near <= index + context; near++) shown.add(near)
  })
  const short: DiffLine[] = []
  lines.forEach((line, index) => {
    if (shown.has(index)) short.push(line)
    else if (short.length > 0 && short.at(-1)!.sign !== '…') short.push({ sign: '…', text: '' })
  })
  if (short.at(-1)?.sign === '…') short.pop()
  return short
}
