import type { Instant } from '../clock/index.ts'
import { formatTime } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'

/** An instant as the agents print local times: nine digits, the zone's offset. The epoch has no fraction (tasks.md §1.4). */
export function timeText(world: Simulation, instant: Instant): string {
  return formatTime(instant, instant === 0 ? 0 : world.nanos(instant), world.settings.zone.offsetMinutes(instant))
}
