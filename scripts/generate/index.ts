/**
 * From the text of `openapi.yaml` to the texts of the generated files, or to everything that is wrong with the document.
 *
 * @module
 */
export { generate } from './generate.ts'
export type { Generated, Tag } from './generate.ts'
