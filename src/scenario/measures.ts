import { parseDuration, type Micros } from '../clock/index.ts'

/** Reads `5s` as from and to the same, and `2s..10s`. @returns null where it is none, or ends before it begins */
export function parseRange(text: string): { readonly least: Micros; readonly most: Micros } | null {
  const [from, to, ...more] = text.split('..')
  const least = parseDuration(from!)
  const most = to === undefined ? least : parseDuration(to)
  return least === null || most === null || least < 0 || most < least || more.length > 0 ? null : { least, most }
}

/** Reads `0.2` and `20%`. @returns of a million so many, at least one where it is not 0; or null */
export function parseChance(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?|\.\d+)\s*(%?)$/.exec(text.trim())
  if (match === null) return null
  const part = Number(match[1]) / (match[2] === '%' ? 100 : 1)
  if (part > 1) return null
  return part === 0 ? 0 : Math.max(1, Math.round(part * 1_000_000))
}

const units: Readonly<Record<string, number>> = { '': 1, b: 1, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3 }

/** Reads `4096`, `512KiB`, `16MiB`. @returns bytes, or null */
export function parseBytes(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*(B|KiB|MiB|GiB)?$/i.exec(text.trim())
  if (match === null) return null
  const bytes = Math.round(Number(match[1]) * units[(match[2] ?? '').toLowerCase()]!)
  return Number.isSafeInteger(bytes) ? bytes : null
}
