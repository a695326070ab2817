import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { RequestSpec, Wire } from '../support/client.ts'
import { normalise } from './normalise.ts'
import { JourneyWorld, type Journey, type Series } from './world.ts'

const folder = join(import.meta.dirname, 'recordings')
const journeys = readdirSync(folder).filter((file) => file.endsWith('.json')).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Journey)

/** Longest that a poll may look, in looks of 100 ms. */
const looksMax = 700

describe('what real agents were recorded answering', () => {
  test.each(journeys.map((doc) => [doc.journey, doc] as const))('%s', async (_name, doc) => {
    const { compared, different } = await replay(doc)
    console.log(`${doc.journey.padEnd(24)} ${String(compared - different.length).padStart(4)} / ${compared}`)
    expect(different).toEqual([])
    expect(compared).toBeGreaterThan(0)
  })
})

interface Difference {
  readonly name: string
  readonly wanted: string
  readonly got: string
}

async function replay(doc: Journey): Promise<{ compared: number; different: Difference[] }> {
  const world = await JourneyWorld.of(doc)
  const different: Difference[] = []
  let compared = 0
  const compare = (name: string, target: string, wanted: Wire, got: Wire): void => {
    compared++
    const [a, b] = [normalise(wanted, target), normalise(got, target)]
    if (a !== b) different.push({ name, wanted: a, got: b })
  }
  let beforeMs = 0
  let processChanged = false
  for (const step of doc.steps) {
    if (step.step === 'exchange' || step.step === 'poll') {
      // The recorder waited here, so the tasks went on; a restart took real time that no task saw.
      const gapMs = step.atMs! - beforeMs
      if (gapMs >= 300 && !processChanged) world.advance(gapMs)
      beforeMs = Math.max(step.atMs!, ...(step.series ?? []).flatMap((series) => series.observations.map((seen) => seen.lastMs)))
    }
    processChanged = step.step === 'stop' || step.step === 'restart'
    switch (step.step) {
      case 'exchange': {
        const spec = withCredentials(doc, step.request!)
        const got = await world.send(step.agent!, spec, step.name)
        if (step.response !== undefined && step.response.error === undefined) compare(step.name!, spec.target, step.response, got)
        break
      }
      case 'poll':
        for (const { name, target, wanted, got } of await poll(world, doc, step.series!)) compare(`${step.name!}/${name}`, target, wanted, got)
        break
      case 'sleep':
        world.advance(step.ms!)
        beforeMs += step.ms!
        break
      case 'stop':
        world.stop(step.agent!)
        break
      case 'restart':
        world.stop(step.agent!)
        world.start(step.agent!)
        break
      case 'observer':
        world.observer(step.agent!, step.mode!)
        break
      case 'state':
        break
    }
  }
  return { compared, different }
}

/** Every recorded observation must be seen, in order; one that was seen once lasted milliseconds and may be missing. */
async function poll(world: JourneyWorld, doc: Journey, all: readonly Series[]): Promise<{ name: string; target: string; wanted: Wire; got: Wire }[]> {
  const runs = all.map((series) => ({
    series,
    spec: withCredentials(doc, series.request),
    wanted: series.observations.map(({ response }) => normalise(response, series.request.target)),
    next: 0,
    seen: new Set<number>(),
    last: undefined as Wire | undefined,
  }))
  for (let look = 0; look < looksMax; look++) {
    for (const run of runs) {
      run.last = await world.send(run.series.agent, run.spec)
      const text = normalise(run.last, run.spec.target)
      const found = run.wanted.indexOf(text, run.next)
      if (found >= 0) {
        run.seen.add(found)
        run.next = found
      }
    }
    if (runs.every((run) => run.seen.has(run.wanted.length - 1))) break
    world.advance(100)
  }
  return runs.flatMap(({ series, spec, seen, last }) => series.observations.flatMap(({ count, response }, index) => {
    if (!seen.has(index) && count === 1 && index < series.observations.length - 1) return []
    return [{ name: `${series.name}[${index}]`, target: spec.target, wanted: response, got: seen.has(index) ? response : last! }]
  }))
}

function withCredentials(doc: Journey, spec: RequestSpec): RequestSpec {
  if (spec.auth === undefined) return spec
  return { ...spec, auth: spec.auth.map((auth) => (typeof auth === 'string' ? doc.credentials[auth] as NonNullable<RequestSpec['auth']>[number] : auth)) }
}
