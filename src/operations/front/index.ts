/**
 * Operations that need a cluster or an obproxy, as far as they come without one: the real handlers' checks in their order up to the point
 * where the model ends. Each file is a group of endpoints. What a handler asks of its agent first, an identity or an OceanBase, is not here
 * but in `x-obshell-requires` of openapi.yaml; most operations have nothing else before that point and so no function at all.
 *
 * @module
 */
export { frontOperations } from './table.ts'
