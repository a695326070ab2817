import { createRequire } from 'node:module'
import type * as FakerModule from '@faker-js/faker'

/** What an agent tells of its host (wire.md §4.5): plausible, drawn from the seed, not modelled. */
export interface HostFacts {
  readonly os: { readonly os: string; readonly version: string }
  readonly cpuInfo: { readonly frequency: string; readonly modelName: string; readonly logicalCores: number; readonly physicalCores: number }
  readonly disks: readonly { readonly used: string; readonly total: string; readonly mountHash: string; readonly deviceName: string }[]
  readonly memoryInfo: { readonly free: string; readonly total: string; readonly available: string }
  readonly ulimit: Readonly<Record<'nofileHard' | 'nofileSoft' | 'maxUserProcessesHard' | 'maxUserProcessesSoft', string>>
}

/**
 * Facts of a host from a seed. The same seed gives the same host.
 *
 * faker is loaded here, on first use: it would double the time of a start (docs/dependencies.md).
 */
export function hostFacts(seed: number): HostFacts {
  const require = createRequire(import.meta.url)
  // The smallest entry: names and words of languages are not needed. One of our own, for the shared one has the seed of whoever uses it.
  const { faker: shared } = require('@faker-js/faker/locale/base') as Pick<typeof FakerModule, 'faker'>
  const faker = new (shared.constructor as typeof FakerModule.Faker)({ locale: shared.rawDefinitions, seed })
  const cores = faker.helpers.arrayElement([4, 8, 16, 32])
  const gib = cores * 4
  const totalKb = gib * 1024 * 1024 - faker.number.int({ min: 100_000, max: 900_000 })
  const freeKb = faker.number.int({ min: Math.floor(totalKb / 4), max: Math.floor(totalKb / 2) })
  return {
    os: { os: 'CentOS Linux', version: faker.helpers.arrayElement(['7 (Core)', '8', '8 (Core)']) },
    cpuInfo: {
      frequency: `${faker.number.int({ min: 2100, max: 3500 })}.${faker.string.numeric(3)}`,
      modelName: `Intel(R) Xeon(R) Platinum ${faker.number.int({ min: 8163, max: 8575 })}C CPU @ ${faker.number.float({ min: 2.1, max: 3.1, fractionDigits: 1 }).toFixed(2)}GHz`,
      logicalCores: cores,
      physicalCores: cores / 2,
    },
    disks: [
      { used: `${faker.number.int({ min: 5, max: 40 })}G`, total: '100G', mountHash: faker.string.hexadecimal({ length: 40, casing: 'lower', prefix: '' }), deviceName: '/dev/vda1' },
      { used: `${faker.number.int({ min: 10, max: 400 })}G`, total: '1000G', mountHash: faker.string.hexadecimal({ length: 40, casing: 'lower', prefix: '' }), deviceName: '/dev/vdb' },
    ],
    memoryInfo: { free: `${freeKb} kB`, total: `${totalKb} kB`, available: `${freeKb + faker.number.int({ min: 100_000, max: 900_000 })} kB` },
    ulimit: { nofileHard: '655350', nofileSoft: '655350', maxUserProcessesHard: '655350', maxUserProcessesSoft: '655350' },
  }
}
