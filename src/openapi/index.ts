/**
 * The agent's HTTP interface as data, made from `openapi.yaml` ahead of time: its routes, the types of its bodies and answers, and how its
 * router treats paths that are none of them.
 *
 * @module
 */
export { GinRouter } from './gin-router.ts'
export { createGinTree, createSlashAdvice } from './gin-tree.ts'
export type { Found, TreeRoute } from './gin-tree.ts'
export { bodies } from './generated/bodies.ts'
export type { BodyName } from './generated/bodies.ts'
export type { Answers, Bodies, OperationId } from './generated/operations.ts'
export { routes } from './generated/routes.ts'
export type * from './generated/types.ts'
export { paramsOf, routeOf } from './lookup.ts'
export type { Auth, Bind, Method, RefusedData, Requirement, Route } from './routes.ts'
export { slashLocation } from './slash-location.ts'
export { isTcpOnly, socketRoutes } from './socket.ts'
export { createUnrouted, startsAsApi, type Unrouted } from './unrouted.ts'
