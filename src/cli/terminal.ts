import type { WriteStream } from 'node:tty'

/** What text is written to. */
export interface Terminal {
  /** Only on a terminal, and where NO_COLOR does not say otherwise (no-color.org: any value but the empty one). */
  readonly colours: boolean
  /** Columns; 100 where it is no terminal. */
  readonly columns: number
}

/** What a stream of this process is. */
export function onTerminal(stream: Pick<WriteStream, 'isTTY' | 'columns'>): Terminal {
  const isTerminal = stream.isTTY === true
  return { colours: isTerminal && (process.env['NO_COLOR'] ?? '') === '', columns: isTerminal && stream.columns > 0 ? stream.columns : 100 }
}
