import type { AppResponse } from '../app.ts'
import type { Instant, Micros } from '../clock/index.ts'
import type { Later, WireResponse } from './http/index.ts'
import type { Outcome } from './parked.ts'

/** Where answers wait for the instants at which they come. */
export interface Waiting {
  /** Whether the world has come to an instant; in modes in which nobody else would, it is brought there. */
  reach(until: Instant): boolean
  park(until: Instant, then: (outcome: Outcome) => void): () => void
}

/** The connection is reset, without an answer. */
export const gone: WireResponse = { status: 0, headers: [], body: '', fate: { how: 'reset' } }

/** An answer at the time at which it comes. */
export function inTime(response: AppResponse, waiting: Waiting): WireResponse | Later {
  const { until, delay } = response
  if (until !== undefined && !waiting.reach(until)) {
    return { later: (give) => waiting.park(until, (outcome) => give(outcome === 'due' ? arrived(response) : gone)), coming: 'open' }
  }
  return delay === undefined ? arrived(response) : late(response, delay)
}

/** What comes in the end: where nobody answers until an instant, the connection ends then. */
function arrived(response: AppResponse): WireResponse {
  return response.fate?.how === 'hang' && response.until !== undefined ? { ...response, fate: { how: 'end' } } : response
}

const timerMaxMs = 2 ** 31 - 1

/** Real time. */
function late(response: AppResponse, delay: Micros): Later {
  return {
    coming: 'slowly',
    later(give) {
      let timer: NodeJS.Timeout
      // A timer takes no more than 24.8 days at once.
      const wait = (left: number): void => {
        timer = setTimeout(() => (left > timerMaxMs ? wait(left - timerMaxMs) : give(response)), Math.min(left, timerMaxMs)).unref()
      }
      wait(delay / 1000)
      return () => clearTimeout(timer)
    },
  }
}
