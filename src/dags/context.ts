import type { Agent } from '../cluster/index.ts'
import type { TaskFailure } from '../task/index.ts'

/** What the bodies of obshell's tasks see of the world: the agent that runs them, and the texts of errors. */
export interface DagWorld {
  readonly agent: Agent
  /** A reference to the agent's public key; the key itself is made on first use. */
  publicKey(): string
  /** The English message of a failure, without its code. */
  message(failure: TaskFailure): string
}
