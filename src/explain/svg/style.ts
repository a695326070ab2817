import type { State } from '../../task/index.ts'

export const colours = {
  page: '#ffffff', text: '#1f2933', faint: '#6b7785', line: '#c3cbd4', head: '#eef2f7', headLine: '#9aa7b5',
  request: '#35506e', refused: '#c62828', rule: '#8a5a00', note: '#4a5563',
} as const

/** Arrow heads, by ids that hardly anything else has on a page in which the picture stands. */
export const markers = { request: 'obshell-sim-request', refused: 'obshell-sim-refused' } as const

/** What DAGs and nodes are coloured by. */
export const stateColours: Readonly<Record<State, string>> = { PENDING: '#e3e7ec', READY: '#c9d3df', RUNNING: '#4a8fd8', SUCCEED: '#3d9b5b', FAILED: '#d1453b' }
/** Of a DAG around its nodes. */
export const paleStateColours: Readonly<Record<State, string>> = { PENDING: '#f1f3f6', READY: '#e4e9ef', RUNNING: '#cfe2f6', SUCCEED: '#cdead6', FAILED: '#f8d3cf' }

/** Of stretches of time behind everything. */
export const bandColours = { window: '#fde3dd', partition: '#fdf1c4', down: '#e4e6e9' } as const
export type BandKind = keyof typeof bandColours

export const fonts = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', 'Noto Sans CJK SC', sans-serif"
