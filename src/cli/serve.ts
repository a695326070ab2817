import { Command, Option } from 'commander'
import { formatWarning, SetupError } from '../scenario/index.ts'
import { ListenError, Simulator, type SimulatorOptions } from '../server/index.ts'
import { exitCodes, UsageError } from './exit.ts'
import { createLog, logFormatOf } from './log.ts'
import { booleanOf, bytesOf, portNumber, scenarioOf, type ServeFlags } from './options.ts'
import { tlsOf } from './tls.ts'

/** `obshell-sim serve`: starts agents and says `ready` when every address answers. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('start agents (the default command)')
    .addOption(env('--scenario <file>', 'a scenario file, the name of a built-in one, or its text'))
    .addOption(env('--agents <addresses>', 'what agents believe to be their addresses, or how many, when no scenario says: 10.10.10.1:2886,10.10.10.2:2886'))
    .addOption(env('--host <host>', 'where to listen; beyond loopback the control API wants its token'))
    .addOption(env('--port <port>', 'the first agent’s port, the others follow; 0 takes free ones'))
    .addOption(env('--clock <mode>', 'how time passes: auto[:50ms], manual, real, offset[:1h], scaled[:60], per-poll[:1s]'))
    .addOption(env('--seed <number>', 'all chance comes from it'))
    .addOption(env('--obshell <version>', 'version of the agents: 4.5.0.0 or 4.5.0.0-2'))
    .addOption(new Option('--no-encryption', 'agents that ask for no credential, so that curl works'))
    .addOption(env('--control-port <port>', 'an address of its own for /_sim, instead of every agent’s'))
    .addOption(env('--control-token <token>', 'what /_sim asks for beyond loopback; none asks for nothing'))
    .addOption(new Option('--no-control', 'no /_sim at all'))
    .addOption(new Option('--tls', 'agents speak TLS, with certificates from the seed; what to trust is at /_sim/ca.pem'))
    .addOption(env('--tls-cert <file>', 'agents speak TLS with this certificate, PEM'))
    .addOption(env('--tls-key <file>', 'the private key of --tls-cert, PEM'))
    .addOption(env('--max-body <size>', 'larger bodies are refused').default('64MiB'))
    .addOption(env('--journal-entries <number>', 'how many requests the journal keeps; by default 10000'))
    .addOption(env('--journal-bytes <size>', 'how much of their bodies; by default 16MiB'))
    .addOption(env('--log <format>', 'one line per request on stderr: pretty, json or none').default('pretty'))
    .allowExcessArguments(false)
    .exitOverride()
    .showHelpAfterError('(obshell-sim --help shows all options)')
    .addHelpText('after', `
Examples:
  obshell-sim serve --agents 3
  obshell-sim serve --scenario password-required --clock manual`)
    .action(async (flags: ServeFlags) => serve(withBooleanEnvironment(flags)))
}

function env(flags: string, description: string): Option {
  const option = new Option(flags, description)
  return option.env(`OBSHELL_SIM_${option.attributeName().replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`)
}

/** commander gives a negated option no environment, and takes any text for a yes: `--no-control` is OBSHELL_SIM_NO_CONTROL=1. */
function withBooleanEnvironment(flags: ServeFlags): ServeFlags {
  const isOn = (name: string): boolean => booleanOf(name, process.env[name] ?? '')
  return {
    ...flags,
    encryption: flags.encryption && !isOn('OBSHELL_SIM_NO_ENCRYPTION'),
    control: flags.control && !isOn('OBSHELL_SIM_NO_CONTROL'),
    tls: flags.tls === true || isOn('OBSHELL_SIM_TLS'),
  }
}

async function serve(flags: ServeFlags): Promise<void> {
  const log = logFormatOf(flags.log)
  const tls = await tlsOf(flags)
  const { scenario, name } = await scenarioOf(flags)
  for (const problem of scenario.warnings) process.stderr.write(`${formatWarning(name, problem)}\n`)
  const write = createLog(log, () => simulator)
  const simulator: Simulator = built({
    scenario: { ...scenario, settings: { ...scenario.settings, tls: tls !== 'none' } },
    ...(typeof tls === 'string' ? {} : { certificates: tls }),
    maxBody: bytesOf('--max-body', flags.maxBody ?? '64MiB'),
    control: controlOf(flags),
    ...(flags.controlToken === undefined ? {} : { controlToken: flags.controlToken }),
    ...(write === undefined ? {} : { log: write }),
    onBug: (error) => process.stderr.write(`obshell-sim: a bug of the simulator: ${error instanceof Error ? error.stack ?? error.message : String(error)}\n`),
  })
  try {
    await simulator.listen()
  } catch (error) {
    if (error instanceof ListenError) throw new UsageError(error.message, error.reason === 'in-use' ? exitCodes.addressTaken : exitCodes.usage)
    throw error
  }
  endOnSignals(simulator)
  if (simulator.controlToken !== null && flags.controlToken === undefined) {
    process.stderr.write(`/_sim asks for the token ${simulator.controlToken} (choose one with --control-token)\n`)
  }
  process.stdout.write(`ready ${simulator.urls().join(' ')}\n`)
}

/** @throws UsageError for a scenario whose set-up is refused */
function built(options: SimulatorOptions): Simulator {
  try {
    return new Simulator(options)
  } catch (error) {
    if (error instanceof SetupError) throw new UsageError(error.message, exitCodes.failed)
    throw error
  }
}

function controlOf({ control, controlPort, controlToken, host }: ServeFlags): 'shared' | 'off' | { place: string } {
  if (!control) {
    const other = controlPort !== undefined ? '--control-port' : controlToken !== undefined ? '--control-token' : null
    if (other !== null) throw new UsageError(`--no-control and ${other} exclude each other: without /_sim there is nothing to ask`)
    return 'off'
  }
  if (controlPort === undefined) return 'shared'
  return { place: `${host ?? '127.0.0.1'}:${portNumber('--control-port', controlPort)}` }
}

/** SIGTERM and SIGINT end the process well, within a second; a second signal ends it at once. */
function endOnSignals(simulator: Simulator): void {
  let ending = false
  const end = (): void => {
    if (ending) process.exit(exitCodes.ok)
    ending = true
    void simulator.close().then(() => process.exit(exitCodes.ok))
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}
