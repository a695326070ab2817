import { micros, type Micros } from '../clock/index.ts'
import type { RequestEffect } from '../faults/index.ts'
import type { Names } from './names.ts'
import type { Path } from './problem.ts'

/** No client waits longer for an answer. */
const longestWait = micros.h

/** Tells of an answer that is delayed in real time for longer than anybody waits. */
export function warnOfDelay(delay: Micros, virtual: boolean, written: string, path: Path, names: Names): void {
  if (virtual || delay <= longestWait) return
  names.warn(path, 'FAR_AWAY', `nobody waits ${written} of real time for an answer: write virtual: true for the world's time, or drop: hang`)
}

/** Tells where an answer of somebody in between contradicts itself: clients read something else than was meant, or wait. */
export function warnOfAnswer({ status, headers, body }: Extract<RequestEffect, { kind: 'answer' }>, path: Path, names: Names): void {
  const size = Buffer.byteLength(body)
  const isBare = status === 204 || status === 304
  if (isBare && size > 0) names.warn([...path, 'body'], 'BROKEN_ANSWER', `an answer of status ${status} has no body, and this one is not sent`)
  for (const [name, value] of headers) {
    const broken = (message: string): void => names.warn([...path, 'headers', name], 'BROKEN_ANSWER', message)
    if (/^transfer-encoding$/i.test(name)) {
      broken(`the answer is sent with its length or in chunks as the agent would, and '${name}: ${value}' contradicts that: leave it out`)
    } else if (/^content-length$/i.test(name) && !isBare && value !== String(size)) {
      broken(`'${name}: ${value}' contradicts the body, which is ${size} bytes long: leave it out, or say drop: truncate for a body that ends early`)
    }
  }
}
