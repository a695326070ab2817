/** What the bytes of a part's body come to: so many are data, and then. */
export interface BodyStep {
  readonly data: number
  /** The part is over; or look again at what follows; or wait for more; or nothing is certain, and at the end of input all of it is data. */
  readonly then: 'over' | 'again' | 'wait' | 'starve'
}

/**
 * Looks for the end of a part, a line that begins with the boundary, in what has come of its body (`scanUntilBoundary`).
 *
 * @param dashBoundary `--` and the boundary
 * @param newline as lines end in this form
 * @param atStart nothing of the body has been taken yet: then the boundary may do without the line end before it
 * @param isEnd nothing more comes
 */
export function scanBody(bytes: Buffer, dashBoundary: Buffer, newline: string, atStart: boolean, isEnd: boolean): BodyStep {
  if (atStart && startsWith(bytes, dashBoundary)) return step(bytes, 0, dashBoundary.length, isEnd)
  if (atStart && startsWith(dashBoundary, bytes)) return { data: 0, then: 'starve' }
  const delimiter = newline + dashBoundary.toString('latin1')
  const at = bytes.indexOf(delimiter, 0, 'latin1')
  if (at >= 0) return step(bytes, at, at + delimiter.length, isEnd)
  // The end may be the beginning of a boundary.
  const last = bytes.lastIndexOf(newline[0]!, undefined, 'latin1')
  const mayBegin = last >= 0 && bytes.length - last < delimiter.length && delimiter.startsWith(bytes.toString('latin1', last))
  return { data: mayBegin ? last : bytes.length, then: 'starve' }
}

/** A boundary stands from `at` to `end`, if what follows does not make it data after all. */
function step(bytes: Buffer, at: number, end: number, isEnd: boolean): BodyStep {
  const [first, second] = [bytes[end], bytes[end + 1]]
  const over: BodyStep = { data: at, then: 'over' }
  const isData: BodyStep = { data: end, then: 'again' }
  const wait: BodyStep = { data: at, then: 'wait' }
  if (first === undefined) return isEnd ? over : wait
  if (first === 0x20 || first === 9 || first === 10 || first === 13) return over
  if (first !== 0x2d) return isData
  if (second === undefined) return isEnd ? isData : wait
  return second === 0x2d ? over : isData
}

function startsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.length >= start.length && bytes.subarray(0, start.length).equals(start)
}
