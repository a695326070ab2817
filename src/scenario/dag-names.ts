/** A DAG that the agent can make: its name and those of its nodes. `<…>` in them stands for what the agent fills in. */
export interface DagNames {
  readonly name: string
  readonly nodes: readonly string[]
  /** The nodes that agents of this release run. Where there are none, they answer 501 where the DAG would be made (docs/coverage.md). */
  readonly modelled?: 'all' | readonly string[]
}

/** Every DAG of obshell 4.5.0.0, in all its variants (dags.csv). */
export const dagNames: readonly DagNames[] = [
  { name: 'Join self', modelled: 'all', nodes: ['Join self'] },
  { name: 'Join to master', modelled: 'all', nodes: ['Join to master', 'Be follower'] },
  { name: 'Follower remove self', modelled: 'all', nodes: ['Follower remove self', 'Agent to single'] },
  { name: 'Agent to single', modelled: 'all', nodes: ['Agent to single'] },
  { name: 'Remove follower agent <ip:port>', modelled: 'all', nodes: ['Remove follower', 'Remove follower agent <ip:port>'] },
  { name: 'Remove all agents', modelled: 'all', nodes: ['Remove follower', 'Remove master'] },
  { name: 'Update observer config', modelled: 'all', nodes: ['Update observer config'] },
  { name: 'Update cluster config', modelled: 'all', nodes: ['Update cluster config'] },
  { name: 'Initialize cluster', modelled: 'all', nodes: [
    'Integrate config', 'Create observer workdir', 'Start observer', 'Cluster boostrap', 'Migrate table', 'Modify password',
    'Create user', 'Migrate data', 'Convert follower to cluster agent', 'Synchronize agent from cluster',
    'Convert master to cluster agent', 'Import script for tenant',
  ] },
  { name: 'Create observer workdir', modelled: 'all', nodes: ['Create observer workdir'] },
  { name: 'Destroy observer workdir', modelled: 'all', nodes: ['Destroy observer workdir'] },
  { name: 'Start observer', modelled: ['Start observer'], nodes: [
    'Start observer', 'Start preparations', 'Check ob process and config', 'Execute start observer sql', 'Wait for task to end',
  ] },
  { name: 'Stop observer', modelled: ['Stop observer'], nodes: ['Stop observer', 'Start preparations', 'Wait for task to end'] },
  { name: 'Synchronize agent from cluster', nodes: ['Synchronize agent from cluster'] },
  { name: 'Start OB', nodes: [
    'Inform all agents to start observer', 'Make sure all agents are ready', 'Advance agents to execute the task',
    'Wait for all agents to execute tasks successfully', 'Start Zone', 'Inform all agents to end the task',
  ] },
  { name: 'Stop OB', nodes: [
    'Inform all agents to prepare to stop observer', 'Make sure all agents are ready', 'Advance agents to execute the task',
    'Wait for all agents to execute tasks successfully', 'Execute stop sql', 'Inform all agents to end the task',
    'Minor freeze before stop server',
  ] },
  { name: 'Start local observer', nodes: ['Check ob process and config', 'Start observer', 'Get connection of observer'] },
  { name: 'Stop local observer', modelled: 'all', nodes: ['Stop observer'] },
  { name: 'Cluster scale out', nodes: [
    'Integrate server config', 'Create local scale out dag', 'Wait scale out ready', 'Wait remote deploy finish',
    'Wait remote start finish', 'Prev check for scale_out', 'Add new zone for scale_out', 'Start new zone for scale_out',
    'Add server for scale_out', 'Add agent for scale_out', 'Check cluster scale_out whether finished',
  ] },
  { name: 'Local scale out', nodes: [
    'Be scaling agent', 'Start preparations', 'Create observer workdir', 'Start observer', 'Watch cluster scale_out dag',
    'Sync from observer',
  ] },
  { name: 'Cluster scale in', nodes: [
    'Delete observer', 'Set agent to \'SCALING IN\'', 'Wait delete observer success', 'Delete agent', 'Try to inform to kill observer',
    'Check multi paxos member alive',
  ] },
  { name: 'Kill observer', nodes: ['Kill observer'] },
  { name: 'Start observer for scale in rollback', nodes: ['Start observer for scale in rollback'] },
  { name: 'Delete zone', nodes: [
    'Set agent to \'SCALING IN\'', 'Stop zone <zone>', 'Delete observer', 'Wait delete observer success', 'Delete zone <zone>',
    'Delete agent', 'Try to inform to kill observers',
  ] },
  { name: 'Take over', nodes: [
    'Synchronize agent from cluster', 'Take over agent update agent version', 'Convert follower to cluster agent',
    'Convert master to cluster agent',
  ] },
  { name: 'Take over agent update agent version', nodes: ['Upgrade to cluster agent version'] },
  { name: 'Rebuild <IDENTITY>', nodes: [
    'Synchronize agent from cluster', 'Convert follower to cluster agent', 'Convert master to cluster agent',
  ] },
  { name: 'Upgrade check obshell <version>-<release>', nodes: [
    'Create upgrade dir', 'Download all required packages', 'Check all required packages', 'Unpack all required packages',
    'Remove upgrade check task dir',
  ] },
  { name: 'Upgrade obshell <version>-<release>', nodes: [
    'Create upgrade dir', 'Download all required packages', 'Check all required packages', 'Unpack all required packages',
    'Backup for upgrade', 'Install new obshell', 'Restart obshell', 'Upgrade post table maintain', 'Remove upgrade check task dir',
  ] },
  { name: 'Upgrade check OB <version>-<release>', nodes: [
    'Check the python environment', 'Create upgrade dir', 'Download all required packages', 'Check all required packages',
    'Unpack all required packages', 'Remove upgrade check task dir',
  ] },
  { name: 'OB stop service upgrade <version>-<release>', nodes: [
    'Check the python environment', 'Create upgrade dir', 'Download all required packages', 'Check all required packages',
    'Unpack all required packages', 'Backup for upgrade', 'Install new obshell', 'Restart obshell', 'Upgrade post table maintain',
    'Backup parameters', 'Execute upgrade checker script', 'Minor freeze before stop server', 'Execute upgrade pre script',
    'Execute upgrade health checker script', 'Reinstall and restart observer', 'Execute upgrade post script', 'Restore parameters',
    'Remove upgrade check task dir',
  ] },
  { name: 'OB rolling upgrade <version>-<release>', nodes: [
    'Check the python environment', 'Create upgrade dir', 'Download all required packages', 'Check all required packages',
    'Unpack all required packages', 'Backup for upgrade', 'Install new obshell', 'Restart obshell', 'Upgrade post table maintain',
    'Backup parameters', 'Execute upgrade checker script', 'Execute upgrade pre script', 'Execute upgrade health checker script',
    'Stop <zone>', 'Minor freeze before stop server', 'Reinstall and restart observer', 'Execute upgrade zone health checker script',
    'Start <zone>', 'Execute upgrade post script', 'Restore parameters', 'Remove upgrade check task dir',
  ] },
  { name: 'Create tenant <tenant>', nodes: [
    'Create tenant', 'Set tenant parameter', 'Modify tenant whitelist', 'Set tenant time zone', 'Set tenant variables',
    'Import script for tenant', 'Set root password',
  ] },
  { name: 'Drop tenant', nodes: ['Recycle tenant', 'Drop tenant', 'Drop resource pools'] },
  { name: 'Scale out tenant replicas', nodes: ['Create and attach resource pools', 'Alter tenant locality'] },
  { name: 'Scale in tenant replicas', nodes: ['Alter tenant locality', 'Split resource pool', 'Drop resource pools'] },
  { name: 'Modify tenant replicas', nodes: [
    'Alter tenant locality', 'Split resource pool', 'Alter resource pool unit config', 'Alter resource pool unit num',
  ] },
  { name: 'Modify tenant primary zone', nodes: ['Modify tenant primary zone'] },
  { name: 'Wait tenant purge finished', nodes: ['Wait tenant purge finished', 'Drop resource pools'] },
  { name: 'Set obcluster backup config', nodes: ['Check backup config', 'Set backup config'] },
  { name: 'Set obcluster backup config for <tenant>', nodes: ['Check backup config', 'Set backup config'] },
  { name: 'Obcluster start full backup', nodes: ['Check destination', 'Open archive log', 'Start backup', 'Wait backup Finish'] },
  { name: 'Obcluster start increment backup', nodes: ['Check destination', 'Open archive log', 'Start backup', 'Wait backup Finish'] },
  { name: 'Obcluster start full backup for <tenant>', nodes: [
    'Check destination', 'Open archive log', 'Start backup', 'Wait backup Finish',
  ] },
  { name: 'Obcluster start increment backup for <tenant>', nodes: [
    'Check destination', 'Open archive log', 'Start backup', 'Wait backup Finish',
  ] },
  { name: 'Restore backup_<tenant>', nodes: [
    'Pre restore check', 'Start restore', 'Wait restore task finish', 'Active tenant', 'Upgrade tenant',
  ] },
  { name: 'Cancel restore <tenant>', nodes: ['Cancel restore', 'Drop resource pool'] },
  { name: 'Add obproxy', nodes: ['Check obproxy status', 'Start obproxy', 'Set proxyro password for connect', 'Persist obproxy info'] },
  { name: 'Start obproxy', modelled: 'all', nodes: ['Check obproxy status', 'Start obproxy'] },
  { name: 'Stop obproxy', nodes: ['Check obproxy status', 'Stop obproxy'] },
  { name: 'Delete obproxy', nodes: ['Check obproxy status', 'Stop obproxy', 'Delete obproxy', 'Clean obproxy dir'] },
  { name: 'Upgrade obproxy', nodes: [
    'Create upgrade dir', 'Download obproxy pkg from sqlite', 'Check obproxy pkg', 'Backup for upgrade', 'Reinstall obproxy bin',
    'Copy obproxy config db file', 'Record obproxy info', 'Hot restart obproxy', 'Wait hot restart obproxy finish', 'Remove upgrade dir',
  ] },
  { name: 'Cluster inspection', nodes: ['Install Obdiag', 'Generate Inspection Config', 'Inspection Task', 'Generate Inspection Report'] },
]
