/** What stands in the place of a secret. */
const mask = '***'

/** Maps and lists are looked into so deep. What is deeper is not shown. */
const depthMax = 64

/** Keys whose values are secrets, in the agents' bodies and in what clients may write instead; headers of credentials, too. */
const secretKey = /passw|pwd|passphrase|secret|token|credential|private_?key|session_?id|^x-/i

/** Whether what stands under a key is secret. */
export function isSecret(key: string): boolean {
  return secretKey.test(key)
}

/**
 * A JSON value with its secrets masked, at any depth. That none was sent can be seen: null, booleans and the empty text stay.
 *
 * @param secret whether the value stands under a secret key itself
 */
export function hidden(value: unknown, secret = false, depth = 0): unknown {
  if (depth > depthMax) return '…'
  if (Array.isArray(value)) return value.map((item) => hidden(item, secret, depth + 1))
  if (typeof value === 'object' && value !== null) {
    // Own properties, `__proto__` among them, stay own properties.
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hidden(each, secret || isSecret(key), depth + 1)]))
  }
  if (!secret || value === null || value === undefined || value === '' || typeof value === 'boolean') return value
  return mask
}

/** The same of text that is no JSON: `password=…`, `"password": "…`. Bounded, so that no text makes it slow. */
const secretPair = /((?:passw|pwd|passphrase|secret|token|credential|private_?key|session_?id)[\w.%-]{0,64}["']?\s{0,8}[=:]\s{0,8})("(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s&,;"'}\]]+)/gi

export function hiddenText(text: string): string {
  return withoutSecretParts(text).replace(secretPair, (_, key: string, value: string) => {
    const quote = value[0] === '"' || value[0] === "'" ? value[0] : ''
    return `${key}${quote}${mask}${quote}`
  })
}

/** The head of a part of form-data: its name and all of its headers, up to the empty line. Bounded, as {@link secretPair}. */
const partHead = /^content-disposition:[^\r\n]{0,1000}?;\s{0,8}name="?([^";\r\n]{0,200})[^\r\n]*\r?\n(?:[^\r\n]+\r?\n){0,16}\r?\n/gim

/** Form-data with the parts masked that have the name of a secret: `name="password"`, an empty line, and the secret up to the next boundary. */
function withoutSecretParts(text: string): string {
  const boundary = /^--[^\r\n]+/.exec(text)?.[0]
  if (boundary === undefined) return text
  let shown = ''
  let from = 0
  for (const { 0: head, 1: name = '', index } of text.matchAll(partHead)) {
    const begin = index + head.length
    // What looks like a head may stand within a secret.
    if (index < from || !isSecret(name)) continue
    const next = text.indexOf(`\n${boundary}`, begin - 1)
    const end = next < 0 ? text.length : text[next - 1] === '\r' ? next - 1 : next
    if (end <= begin) continue
    shown += `${text.slice(from, begin)}${mask}`
    from = end
  }
  return shown + text.slice(from)
}
