import { expect, test } from 'vitest'
import { hostFacts } from './machine.ts'

test('the facts of a host are those of its seed', () => {
  expect(hostFacts(7)).toEqual(hostFacts(7))
  expect(hostFacts(7)).not.toEqual(hostFacts(8))
})

test.each([0, 1, 7, 2 ** 31])('the facts of seed %d are plausible', (seed) => {
  const facts = hostFacts(seed)
  const kb = (text: string): number => Number(/^(\d+) kB$/.exec(text)![1])
  const { free, available, total } = facts.memoryInfo
  expect([kb(free) < kb(available), kb(available) < kb(total)]).toEqual([true, true])
  expect(facts.cpuInfo.logicalCores).toBe(facts.cpuInfo.physicalCores * 2)
  expect(facts.cpuInfo.frequency).toMatch(/^\d{4}\.\d{3}$/)
  expect(facts.cpuInfo.modelName).toMatch(/^Intel\(R\) Xeon\(R\) Platinum \d{4}C CPU @ \d\.\d0GHz$/)
  expect(facts.disks.map(({ deviceName, mountHash, used, total: size }) => [deviceName, /^[0-9a-f]{40}$/.test(mountHash), parseInt(used, 10) < parseInt(size, 10)])).toEqual([
    ['/dev/vda1', true, true],
    ['/dev/vdb', true, true],
  ])
})
