/**
 * Names of DAGs may hold addresses, and paths ids: in a pattern `*` stands for any text. Pieces are looked for one after the other, so that no pattern takes long
 * (as a regular expression with many stars would).
 */
export function createPattern(pattern: string): (text: string) => boolean {
  if (!pattern.includes('*')) return (text) => text === pattern
  const [head = '', ...pieces] = pattern.split('*')
  const tail = pieces.pop()!
  return (text) => {
    if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return false
    const end = text.length - tail.length
    let at = head.length
    for (const piece of pieces) {
      const found = text.indexOf(piece, at)
      if (found < 0 || found + piece.length > end) return false
      at = found + piece.length
    }
    return true
  }
}

/** Whether a text fits a pattern. */
export function fits(pattern: string, text: string): boolean {
  return pattern === text || (pattern.includes('*') && createPattern(pattern)(text))
}
