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
  return text.replace(secretPair, (_, key: string, value: string) => {
    const quote = value[0] === '"' || value[0] === "'" ? value[0] : ''
    return `${key}${quote}${mask}${quote}`
  })
}
