/** Version and release of an obshell, set when it is linked (wire.md §4.1). */
export interface Version {
  readonly version: string
  readonly release: string
}

/** The versions that are modelled. Until one is, it is refused by name (DESIGN §6). */
const modelled = ['4.5.0.0']

export const defaultVersion: Version = { version: '4.5.0.0', release: '1' }

/**
 * Reads `4.5.0.0` or `4.5.0.0-2`.
 *
 * @returns the version, or a sentence that says why not
 */
export function parseVersion(text: string): Version | string {
  const match = /^(\d+\.\d+\.\d+\.\d+)(?:-([\w.]+))?$/.exec(text)
  if (match === null) return `'${text}' is not an obshell version: write it like 4.5.0.0 or 4.5.0.0-2`
  const [, version, release] = match
  if (!modelled.includes(version!)) return `obshell ${version} is not modelled: use one of ${modelled.join(', ')}`
  return { version: version!, release: release ?? defaultVersion.release }
}

export function formatVersion(version: Version): string {
  return `${version.version}-${version.release}`
}
