import { isReached, type Breakdown, type Mark } from './mark.ts'

/** The marks as a table, each with its median, the quarter points around it, and what it is to reach. */
export function tableOf(marks: readonly Mark[]): string {
  return table([
    ['what', 'ours', 'against', 'median', 'spread', 'reach', ''],
    ...marks.map((mark) => {
      const { median, low, high } = mark.value
      const { reach, unit } = mark
      return [
        mark.what, mark.ours, mark.against, `${number(median)}${unit}`, low === high ? '' : `${number(low)}–${number(high)}`,
        reach === null ? '' : 'least' in reach ? `≥ ${reach.least}${unit}` : `≤ ${reach.most}${unit}`,
        reach === null ? '' : isReached(mark) ? 'reached' : 'MISSED',
      ]
    }),
  ])
}

/** What requests spend their time on. */
export function breakdownOf({ what, shares }: Breakdown): string {
  const whole = shares.reduce((sum, { micros }) => sum + micros, 0)
  return table([
    [`${what}: what it spends its time on`, 'µs', 'share'],
    ...shares.map(({ area, micros }) => [area, micros.toFixed(1), `${(100 * micros / whole).toFixed(0)} %`]),
    ['all', whole.toFixed(1), '100 %'],
  ])
}

function number(value: number): string {
  return value.toFixed(value < 0.1 ? 3 : 2)
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => [...row[column]!].length)))
  const line = (row: readonly string[]): string => `| ${row.map((cell, column) => cell + ' '.repeat(widths[column]! - [...cell].length)).join(' | ')} |`
  return [line(rows[0]!), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.slice(1).map(line)].join('\n')
}
