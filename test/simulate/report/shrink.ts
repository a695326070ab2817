import type { Plan, PlannedScenario, Step } from '../plan.ts'

/** A history that fails in the same way with less in it: steps, rules, entries, agents are left out as long as it still does. */
export function shrink(plan: Plan, fails: (plan: Plan) => boolean, triesMax = 600): Plan {
  let best = plan
  let tries = 0
  const take = (candidate: Plan): boolean => {
    if (tries >= triesMax) return false
    tries++
    if (!fails(candidate)) return false
    best = candidate
    return true
  }
  for (let before = Infinity; sizeOf(best) < before && tries < triesMax;) {
    before = sizeOf(best)
    leaveOut(() => best.steps, (steps) => take({ ...best, steps }))
    for (const key of ['timeline', 'requestRules', 'taskRules', 'setup'] as const) {
      leaveOut<unknown>(() => best.scenario[key], (rest) => take({ ...best, scenario: { ...best.scenario, [key]: rest } as PlannedScenario }))
    }
    for (const { name } of [...best.scenario.agents].reverse()) {
      if (best.scenario.agents.length > 1) take(without(best, name))
    }
    for (const [place, step] of best.steps.entries()) {
      for (const simpler of simplerThan(step)) take({ ...best, steps: best.steps.with(place, simpler) })
    }
  }
  return best
}

/** Large pieces first, then single ones. */
function leaveOut<Item>(list: () => readonly Item[], take: (rest: readonly Item[]) => boolean): void {
  for (let size = list().length; size >= 1; size = Math.floor(size / 2)) {
    for (let at = list().length - size; at >= 0; at -= size) {
      take([...list().slice(0, at), ...list().slice(at + size)])
    }
  }
}

function without(plan: Plan, agent: string): Plan {
  const { scenario } = plan
  return { ...plan, scenario: { ...scenario, agents: scenario.agents.filter(({ name, master }) => name !== agent && master !== agent) } }
}

function simplerThan(step: Step): Step[] {
  if (step.does !== 'ask') return []
  const { request } = step
  return [
    ...(request.sends > 1 ? [{ ...step, request: { ...request, sends: 1 } }] : []),
    ...(request.socket ? [{ ...step, request: { ...request, socket: false } }] : []),
  ]
}

function sizeOf({ steps, scenario: { agents, setup, taskRules, requestRules, timeline } }: Plan): number {
  return steps.length + agents.length + setup.length + taskRules.length + requestRules.length + timeline.length
}
