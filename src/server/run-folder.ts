import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { agentSocket, daemonSocket } from '../scenario/index.ts'
import { folderError, makeFolder } from './socket.ts'

/** `run/` in the home of an agent, with what programs on the same machine look for: sockets and pid files (wire.md §2.1). */
export class RunFolder {
  readonly agentSocket: string
  readonly daemonSocket: string
  readonly #folder: string
  readonly #agentPid: string
  readonly #daemonPid: string
  /** Whose process the files name; null when they are none of ours. */
  #pid: number | null = null

  constructor(home: string) {
    this.#folder = join(home, 'run')
    this.agentSocket = agentSocket(home)
    this.daemonSocket = daemonSocket(home)
    this.#agentPid = join(this.#folder, 'obshell.pid')
    this.#daemonPid = join(this.#folder, 'daemon.pid')
  }

  /** Says which process agent and daemon are: for both the simulator, the only one there is. @throws ListenError */
  async writePids(pid: number): Promise<void> {
    try {
      await makeFolder(this.#folder)
      for (const file of [this.#daemonPid, this.#agentPid]) {
        await writeFile(file, String(pid))
        await chmod(file, 0o644)
      }
      this.#pid = pid
    } catch (error) {
      throw folderError(this.#folder, error as NodeJS.ErrnoException)
    }
  }

  async removeAgentPid(): Promise<void> {
    await rm(this.#agentPid, { force: true })
  }

  /** Removes what is left, unless another process has come here since; and no more after that: the folder may be another agent's then. */
  async clear(): Promise<void> {
    const pid = this.#pid
    this.#pid = null
    const owner = await readFile(this.#daemonPid, 'utf8').catch(() => '')
    if (pid === null || owner !== String(pid)) return
    for (const file of [this.#agentPid, this.#daemonPid, this.agentSocket, this.daemonSocket]) await rm(file, { force: true })
  }
}
