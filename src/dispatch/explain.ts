import { formatAddress, type Agent, type Shown, type Verdict } from '../cluster/index.ts'

/** Why a credential was refused, as a sentence that a developer can act on. */
export function explainVerdict(agent: Agent, shown: Shown, verdict: Extract<Verdict, { verdict: 'refuse' }>, nowSeconds: number): string {
  const who = `${formatAddress(agent)} (${agent.identity})`
  switch (verdict.code) {
    case 'Expired': return `Ts of the credential expired ${nowSeconds - Number(shown.ts)} s ago`
    case 'Timestamp.Invalid': return `Ts of the credential is '${shown.ts}', not decimal Unix seconds`
    case 'IncorrectAgentPassword':
      return shown.auth === '' ? `${who} has an agent password and the credential shows none` : `the agent password in the credential is not that of ${who}`
    case 'IncorrectOceanbasePassword':
      return agent.rootPassword === null
        ? `${who} has no root password yet: only an empty Auth passes, and the credential shows one`
        : shown.auth === '' ? `${who} has a root password and the credential shows none` : `the root password in the credential is not that of ${who}`
    case 'IncorrectToken': return `${who} wants the token of an agent here, and the credential's Token is ${shown.token === '' ? 'empty' : 'another'}`
    case 'WithAgentPassword': return `${who} wants its agent password in X-OCS-Agent-Header, and the credential came in X-OCS-Header: ${verdict.args[0]}`
    case 'WithOceanBasePassword': return `${who} wants the root password in X-OCS-Header, and the credential came in X-OCS-Agent-Header: ${verdict.args[0]}`
    case 'AgentPasswordNotInitialized': return `this route wants an agent password, and ${who} has none set`
  }
}
