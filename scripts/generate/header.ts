/** The first line of a generated file. */
export function header(source: string): string {
  return `// Made from ${source} by \`npm run generate\`: change that file, not this one.`
}
