/** Names of settings that are options of the observer's command line. */
const options: readonly (readonly [name: string, option: string])[] = [
  ['cluster', '-n'], ['cluster_id', '-c'], ['data_dir', '-d'], ['zone', '-z'], ['devname', '-i'], ['local_ip', '-I'],
  ['mysql_port', '-p'], ['rpc_port', '-P'], ['syslog_level', '-l'], ['rootservice_list', '-r'],
]

/** Settings that are no business of the observer. */
const withheld = new Set(['homePath', 'data_dir', 'redo_dir', 'clog_dir', 'slog_dir', 'rootPwd'])

/**
 * The shell command with which an agent starts its observer. The order of its options is a Go map's in the real agent, and so any; here
 * it is fixed. Settings whose names would not be safe are left out.
 */
export function startCommand(home: string, config: Readonly<Record<string, string>>): string {
  const used = new Set(options.map(([name]) => name))
  let flags = ''
  for (const [name, option] of options) if (Object.hasOwn(config, name)) flags += `${option} ${quoted(config[name]!)} `
  if (config['local_ip']?.includes(':') === true) flags += '--ipv6 '
  const others = Object.keys(config).filter((name) => !used.has(name) && !withheld.has(name) && /^\w+$/.test(name)).sort()
  const more = others.length === 0 ? '' : `-o ${quoted(others.map((name) => `${name}=${config[name]!}`).join(','))}`
  return `export LD_LIBRARY_PATH='${home}/lib'; ${home}/bin/observer  ${flags} ${more}`
}

function quoted(text: string): string {
  return `'${text.replaceAll('\'', String.raw`'\''`)}'`
}
