/**
 * JSON text with line breaks, nothing else changed: numbers keep their digits, keys their order, strings their escapes. Several documents
 * one after the other each begin a line. What is not JSON is left as it is.
 */
export function prettyJson(text: string): string {
  let out = ''
  let depth = 0
  for (let index = 0; index < text.length;) {
    const character = text[index]!
    if (character === '"') {
      const end = stringEnd(text, index)
      out += text.slice(index, end)
      index = end
      continue
    }
    index++
    if (character === '{' || character === '[') {
      const close = character === '{' ? '}' : ']'
      if (text[index] === close) {
        out += character + close
        index++
      } else {
        depth++
        out += `${character}${lineBreak(depth)}`
        continue
      }
    } else if (character === '}' || character === ']') {
      depth--
      out += `${lineBreak(depth)}${character}`
    } else if (character === ',') {
      out += `,${lineBreak(depth)}`
      continue
    } else {
      out += character === ':' ? ': ' : character
      continue
    }
    if (depth === 0 && index < text.length) out += '\n'
  }
  return out
}

function stringEnd(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index++
    else if (text[index] === '"') return index + 1
  }
  return text.length
}

function lineBreak(depth: number): string {
  return `\n${'  '.repeat(Math.max(depth, 0))}`
}
