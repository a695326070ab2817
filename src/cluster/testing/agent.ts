import { formatAddress, type Agent } from '../agent.ts'
import { defaultObserver } from '../observer.ts'
import { noOceanBase } from '../oceanbase.ts'
import { noSessions } from '../sessions.ts'
import { defaultVersion } from '../version.ts'

/** A SINGLE agent at 10.10.10.1:2886 that runs, for tests; what matters to one is given. */
export function newAgent(given: Partial<Agent> = {}): Agent {
  const { ip = '10.10.10.1', port = 2886 } = given
  return {
    name: 'a', ip, port, aliases: [], listening: [formatAddress({ ip, port })], home: '/home/admin/oceanbase', version: defaultVersion,
    observer: defaultObserver, process: { pid: 1_234, startedAt: 0 }, identity: 'SINGLE', zone: '', firstToken: 'own-token', keyGeneration: 1,
    agentPassword: null, rootPassword: null, table: [], tokens: { [formatAddress({ ip, port })]: 'own-token' }, ob: noOceanBase('/home/admin/oceanbase'), sessions: noSessions(), ...given,
  }
}
