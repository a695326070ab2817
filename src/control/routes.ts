import type { Route } from './route.ts'
import { actionRoutes } from './routes/actions.ts'
import { agentRoutes } from './routes/agents.ts'
import { clockRoutes } from './routes/clock.ts'
import { dagRoutes } from './routes/dags.ts'
import { documentRoutes } from './routes/documents.ts'
import { eventRoutes } from './routes/events.ts'
import { journalRoutes } from './routes/journal.ts'
import { partitionRoutes } from './routes/partitions.ts'
import { ruleRoutes } from './routes/rules.ts'
import { scenarioRoutes } from './routes/scenario.ts'
import type { Streams } from './streams.ts'

/** All calls of the API, each described in `openapi-control.yaml` under the same name. */
export function createRoutes(streams: Streams): readonly Route[] {
  return [
    ...documentRoutes, ...clockRoutes, ...agentRoutes, ...partitionRoutes, ...dagRoutes, ...ruleRoutes, ...actionRoutes, ...scenarioRoutes, ...journalRoutes,
    ...eventRoutes(streams),
  ]
}
