import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { UsageError } from './exit.ts'

/** `obshell-sim init`: a commented scenario to begin with. */
export function initCommand(): Command {
  return new Command('init')
    .description('write a commented scenario to begin with')
    .argument('[file]', 'where to; - writes to the terminal', 'cluster.yaml')
    .option('--force', 'write over a file that is there')
    .exitOverride()
    .addHelpText('after', `
Examples:
  obshell-sim init
  obshell-sim init tests/cluster.yaml && obshell-sim explain tests/cluster.yaml`)
    .action(async (file: string, { force = false }: { force?: boolean }) => {
      const { starter } = await import('./starter.ts')
      if (file === '-') {
        process.stdout.write(starter('cluster.yaml'))
        return
      }
      await write(file, starter(file), force)
      process.stdout.write(`${file} is written; next: obshell-sim explain ${file}\n`)
    })
}

async function write(file: string, text: string, force: boolean): Promise<void> {
  try {
    await writeFile(file, text, { flag: force ? 'w' : 'wx' })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const reason = code === 'EEXIST' ? 'it is there already; --force writes over it' : code === 'ENOENT' ? 'its folder is not there' : code === 'EISDIR' ? 'it is a folder' : message
    throw new UsageError(`cannot write ${file}: ${reason}`)
  }
}
