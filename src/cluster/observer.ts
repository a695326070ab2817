/** The observer of an agent's home: its binary, and what comes of starting it. */
export interface Observer {
  /** `4.2.1.0-100000102023092807`, as `bin/observer -V` tells it; null when there is no binary. */
  readonly version: string | null
  /** What a start comes to. */
  readonly start: 'ok' | 'hangs' | { readonly exits: number; readonly prints: string }
}

export const defaultObserver: Observer = { version: '4.2.1.0-100000102023092807', start: 'ok' }
