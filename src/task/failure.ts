/**
 * Why a sub-task failed, as a value: a catalogue error by name and arguments, a plain text, or either in a context.
 * Its text is made by whoever owns the catalogue (`TaskHost.errorLine`), so that the engine needs none.
 */
export type TaskFailure =
  | { readonly kind: 'coded'; readonly errCode: string; readonly args: readonly (string | number | bigint)[] }
  /** A catalogue error with a text of its own, as rules write it. */
  | { readonly kind: 'worded'; readonly errCode: string; readonly text: string }
  | { readonly kind: 'wrapped'; readonly context: string; readonly inner: TaskFailure }
  | { readonly kind: 'retained'; readonly outer: TaskFailure; readonly inner: TaskFailure }
  | { readonly kind: 'plain' | 'mysql'; readonly text: string }

/** A catalogue error. */
export function coded(errCode: string, ...args: (string | number | bigint)[]): TaskFailure {
  return { kind: 'coded', errCode, args }
}

/** An error in a context: `<context>: <inner>`, with the inner code (errors.Wrap). */
export function wrap(inner: TaskFailure, context: string): TaskFailure {
  return { kind: 'wrapped', context, inner }
}

/** An error without a code. */
export function plain(text: string): TaskFailure {
  return { kind: 'plain', text }
}
