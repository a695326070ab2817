/**
 * Runs inside a measured process, before its own code (`node --require`): tells its CPU time and memory when asked over the IPC channel,
 * and takes CPU profiles. So the measured program is the very file that users run, and no /proc is needed.
 *
 * @module
 */
import { Session, type Profiler } from 'node:inspector'
import { samplingMicros } from '../profile.ts'

/** What can be asked. */
export type ProbeQuestion = 'cpu' | 'memory' | 'profile' | 'profile-end'

export interface ProbeAnswers {
  /** Microseconds of user and system time since the process began. */
  readonly cpu: number
  /** Bytes; the heap after a full collection. */
  readonly memory: { readonly resident: number; readonly heap: number }
  readonly profile: true
  readonly 'profile-end': Profiler.Profile
}

let session: Session | undefined

process.on('message', (question: ProbeQuestion) => {
  if (question === 'cpu') {
    const { user, system } = process.cpuUsage()
    process.send!(user + system)
  } else if (question === 'memory') {
    const resident = process.memoryUsage.rss()
    globalThis.gc?.()
    process.send!({ resident, heap: process.memoryUsage().heapUsed })
  } else if (question === 'profile') {
    session = new Session()
    session.connect()
    session.post('Profiler.enable')
    session.post('Profiler.setSamplingInterval', { interval: samplingMicros })
    session.post('Profiler.start', () => process.send!(true))
  } else {
    session!.post('Profiler.stop', (_error, { profile }) => process.send!(profile))
  }
})
process.channel!.unref()
