/** Names of DAGs may hold addresses, and paths ids: in a pattern `*` stands for any text. */
export function createPattern(pattern: string): (text: string) => boolean {
  if (!pattern.includes('*')) return (text) => text === pattern
  const expression = new RegExp(`^${pattern.split('*').map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 's')
  return (text) => expression.test(text)
}

/** Whether a text fits a pattern. */
export function fits(pattern: string, text: string): boolean {
  return pattern === text || (pattern.includes('*') && createPattern(pattern)(text))
}
