import type { Simulation } from '../../simulation.ts'
import { missingName, requestRules, taskRules, timelineRules, type Rules } from '../../steering/index.ts'
import type { Problem } from '../../scenario/index.ts'
import type { Call } from '../call.ts'
import { notFound } from '../problem.ts'
import { ok, prefix, type Answer, type Route } from '../route.ts'
import type { View } from '../views.ts'

/** Rules in force, and what happens by itself: each in the form of a scenario file. */
export const ruleRoutes: readonly Route[] = [
  ...routesOf('faults', 'fault', requestRules, { list: 'listFaults', add: 'addFault', get: 'getFault', remove: 'removeFault', clear: 'clearFaults' }),
  ...routesOf('task-rules', 'task rule', taskRules, {
    list: 'listTaskRules', add: 'addTaskRule', get: 'getTaskRule', remove: 'removeTaskRule', clear: 'clearTaskRules',
  }),
  ...routesOf('timeline', 'entry of the timeline', timelineRules, {
    list: 'listTimeline', add: 'addToTimeline', get: 'getTimelineEntry', remove: 'removeFromTimeline', clear: 'clearTimeline',
  }),
]

/** The operationIds of the calls. */
type Names = Readonly<Record<'list' | 'add' | 'get' | 'remove' | 'clear', string>>

/** @param path also the key of the list in answers, but for its dash */
function routesOf(path: string, what: string, rulesOf: (world: Simulation) => Rules, names: Names): Route[] {
  const key = path === 'task-rules' ? 'taskRules' : path
  const one = (call: Call): View => {
    const id = call.param('id')
    const all = rulesOf(call.world).list()
    const found = all.find((rule) => rule.id === id)
    if (found === undefined) throw notFound(`No such ${what}`, missingName(what, id, all.map((rule) => rule.id)))
    return { ...found }
  }
  const remove = async (call: Call, ids: readonly string[]): Promise<Answer> => {
    call.nothing()
    const rules = rulesOf(call.world)
    for (const id of ids) rules.remove(id)
    await call.host.follow()
    return ok({ removed: ids })
  }
  return [
    { method: 'GET', path: `/${path}`, name: names.list, handle: ({ world }) => ok({ [key]: rulesOf(world).list() }) },
    {
      method: 'POST', path: `/${path}`, name: names.add, query: path === 'timeline' ? [] : ['at'],
      async handle(call) {
        const place = call.choice('at', ['first', 'last']) ?? 'first'
        const { rule, warnings } = await rulesOf(call.world).add(await call.value(), place)
        await call.host.follow()
        return ok({ ...rule, warnings: warnings.map(warningView) }, 201, { Location: `${prefix}/${path}/${encodeURIComponent(rule.id)}` })
      },
    },
    { method: 'DELETE', path: `/${path}`, name: names.clear, handle: (call) => remove(call, rulesOf(call.world).list().map(({ id }) => id)) },
    { method: 'GET', path: `/${path}/{id}`, name: names.get, handle: (call) => ok(one(call)) },
    { method: 'DELETE', path: `/${path}/{id}`, name: names.remove, handle: (call) => remove(call, [one(call)['id'] as string]) },
  ]
}

function warningView({ code, path = [], message }: Problem): View {
  return { code, path: path.map(String).join('.'), message }
}
