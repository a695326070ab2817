/**
 * Runs inside a measured process, before its own code (`node --require`): tells its CPU time and memory when asked over the IPC channel. So the
 * measured program is the very file that users run, and no /proc is needed.
 *
 * @module
 */

/** What can be asked. */
export interface ProbeAnswers {
  /** Microseconds of user and system time since the process began. */
  readonly cpu: number
  /** Bytes; the heap after a full collection. */
  readonly memory: { readonly resident: number; readonly heap: number }
}

process.on('message', (question: keyof ProbeAnswers) => {
  if (question === 'cpu') {
    const { user, system } = process.cpuUsage()
    process.send!(user + system)
  } else {
    const resident = process.memoryUsage.rss()
    globalThis.gc?.()
    process.send!({ resident, heap: process.memoryUsage().heapUsed })
  }
})
process.channel!.unref()
