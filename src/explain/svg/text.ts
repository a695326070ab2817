/** Sizes of text, in pixels. */
export const fontSize = 12
export const lineHeight = 16

/**
 * How wide a text is at most, in pixels. What fonts a viewer has is not known, so that this is on the safe side: a little more than the widest of
 * those that are asked for.
 */
export function textWidth(text: string, size = fontSize): number {
  let ems = 0
  for (const character of text) ems += emsOf(character)
  return ems * size
}

function emsOf(character: string): number {
  const code = character.codePointAt(0)!
  if (code >= 0x2e80) return 1
  if (/[ilj.,:;'|!()[\]{}` ]/.test(character)) return 0.38
  if (/[mwMW@%]/.test(character)) return 0.95
  return /[A-Z→×]/.test(character) ? 0.74 : 0.62
}

/** Text in lines of so many pixels at most, broken between words where that can be. */
export function wrapText(text: string, width: number, size = fontSize): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line === '' || textWidth(longer, size) <= width) {
      line = longer
    } else {
      lines.push(line.trimEnd())
      line = word
    }
    while (textWidth(line, size) > width && line.length > 1) {
      const head = fitting(line, width, size)
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  return [...lines, line.trimEnd()]
}

/** A text, its end cut off where it is wider. */
export function cutText(text: string, width: number, size = fontSize): string {
  return textWidth(text, size) <= width ? text : `${fitting(text, width - textWidth('…', size), size)}…`
}

/** The beginning that fits, one character at least. */
function fitting(text: string, width: number, size: number): string {
  let end = 1
  let used = textWidth(text[0]!, size)
  while (end < text.length && used + textWidth(text[end]!, size) <= width) used += textWidth(text[end++]!, size)
  return text.slice(0, end)
}
