import { becomeFollower, formatAddress, formatVersion, ownToken, type AgentAddress } from '../cluster/index.ts'
import { ask, coded, effect, log, plain, wrap, type Body, type StepContext, type Template } from '../task/index.ts'
import type { DagWorld } from './context.ts'

/** The master as it presents itself to a joiner (wire.md §4.10). */
interface MasterInstance extends AgentAddress {
  readonly zone: string
  readonly identity: string
  readonly version: string
}

/** `POST /agent/join` of an agent that names a master (wire.md §4.7). */
export function joinToMaster(master: AgentAddress, zone: string, masterPassword: string): Template {
  return {
    name: 'Join to master',
    maintenance: 'global',
    params: { zone, master: { ip: master.ip, port: master.port }, masterPassword },
    nodes: [{ name: 'Join to master' }, { name: 'Be follower' }],
  }
}

const masterOfTask = ({ subTask }: StepContext<DagWorld>): AgentAddress => subTask.params['master'] as AgentAddress

export const joinToMasterBodies: Readonly<Record<string, Body<DagWorld>>> = {
  'Join to master': {
    flags: { continue: true },
    run: [
      log('announced', 'creating token'),
      ask('create token', (context) => {
        ownToken(context.world.agent)
        return { to: masterOfTask(context), operation: 'getSecret' }
      }, (_context, reply) => {
        // A key that could not be had is parsed as an empty one (golden join-fails).
        if (reply.kind !== 'answer') return { fail: wrap(plain('asn1: syntax error: sequence truncated'), 'get token failed') }
      }),
      log('token', 'token created'),
      log('sending', 'send join rpc to master'),
      ask('join', (context) => {
        const { world, subTask } = context
        const { agent } = world
        return {
          to: masterOfTask(context),
          operation: 'rpcAgentJoin',
          agentPassword: subTask.params['masterPassword'] as string,
          body: {
            joinApiParam: { agentInfo: { ip: agent.ip, port: agent.port }, zoneName: subTask.params['zone'] },
            home_path: agent.home, version: formatVersion(agent.version), os: 'linux', architecture: 'x86_64',
            public_key: world.publicKey(), token: ownToken(agent),
          },
        }
      }, (context, reply) => {
        if (reply.kind !== 'answer') return { fail: wrap(reply.failure, 'send post request failed') }
        const master = reply.data as MasterInstance
        context.subTask.data['master'] = master
        context.log(`join to master success, master agent info: ${formatAddress(master)}`)
      }),
    ],
  },
  'Be follower': {
    flags: { continue: true },
    run: [
      effect('be follower', ({ world, subTask, continued, log: write }) => {
        const { agent } = world
        if (continued && agent.identity === 'FOLLOWER') {
          write('agent is follower agent')
          return 'done'
        }
        if (agent.identity !== 'SINGLE') return { fail: coded('Agent.Identify.NotSupportOperation', formatAddress(agent), agent.identity, 'SINGLE') }
        becomeFollower(agent, subTask.params['zone'] as string, subTask.data['master'] as MasterInstance, world.publicKey())
      }),
      log('told', 'set agent identity to follower'),
    ],
  },
}
