/**
 * The first thing that is not as wanted, as a path and what is there: `error.code is 10008, not 1`. Of maps every key has to be there that is wanted; of
 * lists as many items, each containing its own; all else has to be equal.
 *
 * @returns null where all is there
 */
export function missing(whole: unknown, wanted: unknown, path = ''): string | null {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(whole)) return isNot(path, whole, 'a list')
    if (whole.length !== wanted.length) return `${path === '' ? 'the list' : path} has ${whole.length} items, not ${wanted.length}`
    for (const [index, item] of wanted.entries()) {
      const found = missing(whole[index], item, `${path}[${index}]`)
      if (found !== null) return found
    }
    return null
  }
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof whole !== 'object' || whole === null) return isNot(path, whole, 'a map')
    for (const [key, value] of Object.entries(wanted)) {
      const found = missing((whole as Record<string, unknown>)[key], value, path === '' ? key : `${path}.${key}`)
      if (found !== null) return found
    }
    return null
  }
  return whole === wanted ? null : isNot(path, whole, JSON.stringify(wanted) ?? String(wanted))
}

function isNot(path: string, value: unknown, wanted: string): string {
  const shown = value === undefined ? 'not there' : JSON.stringify(value) ?? String(value)
  return `${path === '' ? 'it' : path} is ${shown.length > 120 ? `${shown.slice(0, 119)}…` : shown}, not ${wanted}`
}
