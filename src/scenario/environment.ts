/** Variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What is wrong with a variable in a text, and where in it. */
export interface VariableFault {
  readonly code: 'UNSET_VARIABLE' | 'WRONG_VARIABLE'
  /** As it is written, from its `${` on. */
  readonly written: string
  readonly message: string
}

export interface Substituted {
  readonly text: string
  readonly faults: readonly VariableFault[]
}

/**
 * A text with `${NAME}` and `${NAME:-default}` replaced; as in a shell the default stands for an empty variable, too. `$${` is a literal `${`.
 */
export function substitute(text: string, env: Environment): Substituted {
  const faults: VariableFault[] = []
  const result = text.replace(/\$\$\{|\$\{([^}]*)(\}?)/g, (written: string, inner: string | undefined, end: string) => {
    if (inner === undefined) return '${'
    const [, name, , standard] = /^([A-Za-z_]\w*)(:-([\s\S]*))?$/.exec(inner) ?? []
    if (name === undefined || end === '') {
      faults.push({ code: 'WRONG_VARIABLE', written, message: `'${shortened(written)}' is no variable: write \${NAME} or \${NAME:-default}, or $\${ for the signs themselves` })
      return written
    }
    const value = Object.hasOwn(env, name) ? env[name] : undefined
    if (value !== undefined && (value !== '' || standard === undefined)) return value
    if (standard !== undefined) return standard
    faults.push({ code: 'UNSET_VARIABLE', written, message: `the variable ${name} is not set: set it, or write what holds without it as \${${name}:-default}` })
    return written
  })
  return { text: result, faults }
}

/** What YAML makes of a text without quotes: null, true, false, a number, or the text. */
export function judged(text: string): unknown {
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return null
  if (/^(?:true|True|TRUE)$/.test(text)) return true
  if (/^(?:false|False|FALSE)$/.test(text)) return false
  if (/^[-+]?(?:\d+|(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?)$/.test(text)) return Number(text)
  return text
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
