/** A raw request target taken apart, as Go's `url.ParseRequestURI` does. */
export interface Target {
  /** The path with its percent escapes decoded, UTF-8 read; what is not UTF-8 is U+FFFD. Routes are matched on it. */
  readonly path: string
  /** `?` and what follows, as sent, or empty. */
  readonly query: string
  /** `http://host` of an absolute target, or empty. */
  readonly origin: string
}

/**
 * @param target as it came, one character a byte
 */
export function parseTarget(target: string): Target {
  const mark = target.indexOf('?')
  const query = mark < 0 ? '' : target.slice(mark)
  const before = mark < 0 ? target : target.slice(0, mark)
  const absolute = /^([A-Za-z][A-Za-z0-9+.-]*:\/\/[^/]*)(.*)$/s.exec(before)
  return { path: decodePath(absolute === null ? before : absolute[2]!), query, origin: absolute?.[1] ?? '' }
}

// Most paths are plain ASCII without an escape: they stand for themselves.
const plainPath = /^[\x21-\x24\x26-\x7e]*$/

function decodePath(path: string): string {
  if (plainPath.test(path)) return path
  const bytes: number[] = []
  for (let index = 0; index < path.length; index++) {
    if (path[index] === '%') {
      bytes.push(parseInt(path.slice(index + 1, index + 3), 16))
      index += 2
    } else {
      bytes.push(path.charCodeAt(index))
    }
  }
  return Buffer.from(bytes).toString('utf8')
}
