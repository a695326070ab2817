/**
 * What will happen: a scenario is let run without sockets, and what comes of it is told as a table, as diagrams, and as JSON.
 *
 * @module
 */
export { explain, type ExplainOptions } from './explain.ts'
export type { AgentLine, Explanation, Fact, Row, RowBase, RuleLine, TimelineLine, WorkChange } from './explanation.ts'
export { jsonOf } from './json.ts'
export { mermaidOf } from './mermaid.ts'
export { svgOf } from './svg/svg.ts'
export { tableOf, type TableOptions } from './table.ts'
