/** An argument of an error: a Go string, or a Go int (a bigint where it may pass 2^53). */
export type FormatArg = string | number | bigint

/**
 * Go's `fmt.Sprintf` for the verbs the catalogue uses: `%s`, `%v` and `%d`, without flags or widths.
 *
 * What Go writes when verbs and arguments do not fit is imitated, since the agent has such places: the Chinese text of
 * `Task.SubDag.NotAllPassed` has a verb the English one lacks (`%!v(MISSING)`), ids that are strings meet a `%d`
 * (`%!d(string=…)`), and an argument too many is appended (`%!(EXTRA string=…)`).
 */
export function sprintf(template: string, args: readonly FormatArg[]): string {
  let next = 0
  const text = template.replace(/%([svd])/g, (_, verb: string) => {
    const arg = args[next++]
    return arg === undefined ? `%!${verb}(MISSING)` : formatArg(verb, arg)
  })
  if (next >= args.length) return text
  return `${text}%!(EXTRA ${args.slice(next).map(described).join(', ')})`
}

/** The verbs of a template, in order: one for each argument that it takes. */
export function verbsOf(template: string): string[] {
  return [...template.matchAll(/%([svd])/g)].map(([, verb]) => verb!)
}

/**
 * Go's `fmt.Sprintf` of a text that was not meant as a format and comes without arguments: what becomes of texts that the agent gives to
 * `errors.Occurf`. A percent sign with what follows it is then a verb.
 */
export function sprintfBare(text: string): string {
  return text.replace(/%[+\-# 0]*\d*(?:\.\d*)?(.?)/gsu, (_, verb: string) => (verb === '' ? '%!(NOVERB)' : verb === '%' ? '%' : `%!${verb}(MISSING)`))
}

function formatArg(verb: string, arg: FormatArg): string {
  const fits = verb === 'v' || (verb === 's') === (typeof arg === 'string')
  return fits ? String(arg) : `%!${verb}(${described(arg)})`
}

function described(arg: FormatArg): string {
  return `${typeof arg === 'string' ? 'string' : 'int'}=${arg}`
}
