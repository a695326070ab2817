import type { Instant } from '../clock/index.ts'
import type { Agent, AgentAddress } from '../cluster/index.ts'
import type { TaskFailure } from '../task/index.ts'

/** What the bodies of obshell's tasks see of the world: the agent that runs them, and the texts of errors. */
export interface DagWorld {
  readonly agent: Agent
  now(): Instant
  /** A reference to the agent's public key; the key itself is made on first use. */
  publicKey(): string
  /** The key that a reference in an agent's table stands for. */
  keyText(reference: string): string
  /** The id of a process that an agent starts. */
  newPid(): number
  /** Whether a DAG of the agent at an address, by its row, hangs: it will not end by itself. */
  hangs(address: AgentAddress, dag: number): boolean
  /** The English message of a failure, without its code. */
  message(failure: TaskFailure): string
}
