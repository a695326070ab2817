/** What an agent is to its cluster (wire.md §5); the strings are the wire's, with spaces. */
export const identities = [
  'SINGLE', 'MASTER', 'FOLLOWER', 'CLUSTER AGENT', 'TAKE OVER MASTER', 'TAKE OVER FOLLOWER', 'SCALING OUT', 'SCALING IN', 'UNIDENTIFIED',
] as const

export type Identity = (typeof identities)[number]
