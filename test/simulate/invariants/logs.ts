import { rowName } from './table.ts'
import type { Invariant } from './invariant.ts'

interface Seen {
  lines: number
  attempts: number
}

export const logs: Invariant = {
  name: 'logs',
  sentence: 'Logs only grow, in the order of ids and times; who has failed says so in the last line; execute_times counts how often a sub-task became READY.',
  create() {
    const seen = new Map<string, Seen>()
    return ({ world, isFirst, happened }) => {
      if (isFirst) seen.clear()
      else {
        for (const one of happened) {
          if (one.kind !== 'transition' || one.level !== 'sub-task' || one.to !== 'READY') continue
          const before = seen.get(rowName(one)) ?? { lines: 0, attempts: 0 }
          seen.set(rowName(one), { ...before, attempts: before.attempts + 1 })
        }
      }
      const now = world.now()
      for (const { name: agent } of world.agents) {
        for (const { id, state, executeTimes, startTime, endTime, logs: lines } of world.state.tasks[agent]!.subTasks) {
          const name = rowName({ agent, level: 'sub-task', id })
          const before = seen.get(name) ?? { lines: 0, attempts: isFirst ? executeTimes : 0 }
          if (lines.length < before.lines) return `${name} has lost ${before.lines - lines.length} lines`
          if (executeTimes !== before.attempts) return `${name} counts ${executeTimes} attempts, and became READY ${before.attempts} times`
          if (state === 'FAILED' && !/^(?:ERROR: |sub task )/.test(lines.at(-1)?.text ?? '')) return `${name} has failed, and its last line is ${JSON.stringify(lines.at(-1)?.text)}`
          if (startTime > now || endTime > now || (state === 'SUCCEED' && endTime < startTime)) return `${name} has the times ${startTime} and ${endTime}, and it is ${now}`
          const wrong = lines.findIndex((line, place) => line.subTaskId !== id || line.at > now || line.executeTimes > executeTimes
            || (place > 0 && (lines[place - 1]!.id >= line.id || lines[place - 1]!.at > line.at)))
          if (wrong >= 0) return `line ${wrong} of ${name} is out of order: ${JSON.stringify(lines.slice(Math.max(0, wrong - 1), wrong + 1))}`
          seen.set(name, { ...before, lines: lines.length })
        }
      }
      return null
    }
  },
}
