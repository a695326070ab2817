import { entryOf, sentCode } from './catalogue.ts'
import type { ErrCode } from './catalogue.ts'
import type { Language } from './language.ts'
import { sprintf } from './sprintf.ts'
import type { FormatArg } from './sprintf.ts'

/**
 * An error value, as the agent's `errors` package composes it: a tree that ends in a coded error or in a text.
 * Which code, status and language it has on the wire follows from its shape alone (wire.md §1.2, §1.3).
 */
export type Failure = CodedFailure | WordedFailure | WrappedFailure | RetainedFailure | PlainFailure | MysqlFailure

/** An error of the catalogue. */
export interface CodedFailure { readonly kind: 'coded', readonly errCode: ErrCode, readonly args: readonly FormatArg[] }
/** An error of the catalogue with another text: no agent says it, a rule of a scenario may. */
export interface WordedFailure { readonly kind: 'worded', readonly errCode: ErrCode, readonly text: string }
/** `errors.Wrap`: `context: inner`, the code of inner. Around an uncoded error it is an uncoded error, too. */
export interface WrappedFailure { readonly kind: 'wrapped', readonly context: string, readonly inner: Failure }
/** `errors.WrapRetain`, and `OccurWithMessage` with a plain inner: `outer: inner`, the code of inner where that says something. */
export interface RetainedFailure { readonly kind: 'retained', readonly outer: CodedFailure, readonly inner: Failure }
/** An error of a Go library, without a code. */
export interface PlainFailure { readonly kind: 'plain', readonly text: string }
/** An error of the MySQL driver. */
export interface MysqlFailure { readonly kind: 'mysql', readonly text: string }

/** What the `error` object of an envelope says, and the status it comes with. */
export interface RenderedFailure {
  readonly status: number
  readonly code?: number
  readonly errCode: string
  readonly message: string
}

/** `errors.Occur`: an error of the catalogue with the arguments of its template. */
export function coded(errCode: ErrCode, ...args: FormatArg[]): CodedFailure {
  return { kind: 'coded', errCode, args }
}

/** `errors.Wrap`: says in what context an error came up. */
export function wrap(inner: Failure, context: string): WrappedFailure {
  return { kind: 'wrapped', context, inner }
}

/**
 * `errors.WrapRetain`: an error of the catalogue around another. The inner code wins, unless inner has none or has `Common.Unexpected`.
 * With a plain inner it is also `errors.OccurWithMessage`.
 */
export function wrapRetain(outer: CodedFailure, inner: Failure): RetainedFailure {
  return { kind: 'retained', outer, inner }
}

/** `errors.New`: an uncoded error. */
export function plain(text: string): PlainFailure {
  return { kind: 'plain', text }
}

/** An error the database answered. */
export function mysql(text: string): MysqlFailure {
  return { kind: 'mysql', text }
}

/**
 * What goes to the client.
 *
 * A coded error is localised level by level; plain texts inside it stay as they are. An uncoded one is `Common.Unexpected`
 * (`MySQL.Error` if the driver's): its text is raw as long as nobody asked for a language, and gains the template's prefix,
 * `Unexpected error: ` in English, once there is a parseable Accept-Language. That is an oddity of the agent (wire.md §1.3).
 *
 * @param language of the parsed Accept-Language, null when there was none to parse
 */
export function renderFailure(failure: Failure, language: Language | null): RenderedFailure {
  const errCode = codeOf(failure)
  if (errCode === null) {
    const uncoded = codeOfUncoded(failure)
    const text = textOf(failure, 'en')
    return rendered(uncoded, language === null ? text : textOf(coded(uncoded, text), language))
  }
  return rendered(errCode, textOf(failure, language ?? 'en'))
}

/**
 * The last log line of a task that fails: `ERROR: [<errCode>]: <message>`, always English, an uncoded error with its prefix
 * (tasks.md §1.6).
 */
export function logLine(failure: Failure): string {
  const errCode = codeOf(failure)
  if (errCode === null) return logLine(coded(codeOfUncoded(failure), textOf(failure, 'en')))
  return `ERROR: [${sentCode(errCode)}]: ${textOf(failure, 'en')}`
}

/** Go's `err.Error()`: the English text without any prefix, as other errors quote it. */
export function failureText(failure: Failure): string {
  return textOf(failure, 'en')
}

function rendered(errCode: ErrCode, message: string): RenderedFailure {
  const { status, code } = entryOf(errCode)
  return { status, ...(code !== undefined && { code }), errCode: sentCode(errCode), message }
}

/** The key whose status and code are sent, null if the error is an uncoded one. */
function codeOf(failure: Failure): ErrCode | null {
  switch (failure.kind) {
    case 'coded':
    case 'worded': return failure.errCode
    case 'wrapped': return codeOf(failure.inner)
    case 'retained': {
      const inner = codeOf(failure.inner)
      return inner === null || inner === 'Common.Unexpected' ? failure.outer.errCode : inner
    }
    case 'plain':
    case 'mysql': return null
  }
}

/** A driver's error is found through any number of uncoded wraps, but not behind a coded one. */
function codeOfUncoded(failure: Failure): 'MySQL.Error' | 'Common.Unexpected' {
  if (failure.kind === 'wrapped') return codeOfUncoded(failure.inner)
  return failure.kind === 'mysql' ? 'MySQL.Error' : 'Common.Unexpected'
}

function textOf(failure: Failure, language: Language): string {
  switch (failure.kind) {
    case 'coded': {
      const { template, templateZh } = entryOf(failure.errCode)
      return sprintf(language === 'zh' ? templateZh : template, failure.args)
    }
    case 'wrapped': return `${failure.context}: ${textOf(failure.inner, language)}`
    case 'retained': return `${textOf(failure.outer, language)}: ${textOf(failure.inner, language)}`
    case 'worded':
    case 'plain':
    case 'mysql': return failure.text
  }
}
