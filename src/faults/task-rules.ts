import type { Directive, Run } from '../task/index.ts'
import type { FaultMemory } from './memory.ts'
import { fits } from './pattern.ts'
import type { TaskRule } from './rules.ts'

/**
 * What the first rule that matches says of a run of a sub-task, at its beginning or at a step of it; or null.
 *
 * @param draw the length of what takes between `least` and `most`
 */
export function directiveFor(
  rules: readonly TaskRule[], memory: FaultMemory, agent: string, run: Run, draw: (least: number, most: number) => number,
): { readonly rule: TaskRule; readonly directive: Directive } | null {
  for (const rule of rules) {
    if (!isMeant(rule, agent, run)) continue
    const decided = memory.tasks[rule.id] ?? 0
    if (rule.times !== null && decided >= rule.times) continue
    memory.tasks[rule.id] = decided + 1
    const { takes, ...rest } = rule.effect
    return { rule, directive: takes === undefined ? rest : { ...rest, takes: typeof takes === 'number' ? takes : draw(takes.least, takes.most) } }
  }
  return null
}

function isMeant({ when }: TaskRule, agent: string, run: Run): boolean {
  return (when.dag === undefined || fits(when.dag, run.dag))
    && (when.node === undefined || fits(when.node, run.node))
    && (when.agent === undefined || when.agent === agent)
    && (when.attempt === undefined || when.attempt === run.attempt)
    && (when.operator === undefined ? run.operator !== 'ROLLBACK' : when.operator === run.operator)
    && (when.step ?? null) === run.step
}
