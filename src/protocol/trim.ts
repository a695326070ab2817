/**
 * A text without certain characters at both ends. A pattern such as `/[ \t]+$/` would do the same, but begins anew at each blank in the
 * middle, and takes minutes for a header of a megabyte.
 */
export function trimmed(text: string, characters = ' \t'): string {
  let from = 0
  while (from < text.length && characters.includes(text[from]!)) from++
  return trimmedEnd(text.slice(from), characters)
}

/** The same at the end only. */
export function trimmedEnd(text: string, characters: string): string {
  let to = text.length
  while (to > 0 && characters.includes(text[to - 1]!)) to--
  return text.slice(0, to)
}
