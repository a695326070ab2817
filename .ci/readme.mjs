/**
 * Does what a newcomer does: clones the project into an empty folder and follows the README word by word. Blocks marked `sh` are run in
 * their order in one folder; what a block that follows says is the output must be printed.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'obshell-sim-readme-'))
const background = []
try {
  run('git', ['clone', '--quiet', process.cwd(), folder])
  const blocks = [...readFileSync('README.md', 'utf8').matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language, text]) => ({ language, text }))
  for (const [index, { language, text }] of blocks.entries()) {
    if (language !== 'sh') continue
    const next = blocks[index + 1]
    const output = next !== undefined && next.language === '' ? next.text.trim() : null
    if (/npm start/.test(text)) await startInBackground(text.trim().replace(/ &$/, ''), output ?? 'ready ')
    else for (const line of text.trim().split('\n')) shell(line)
  }
  console.log('the README holds')
} finally {
  for (const child of background) process.kill(-child.pid, 'SIGTERM')
  rmSync(folder, { recursive: true, force: true })
}

function shell(line) {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8' })
  console.log(`$ ${line}\n${stdout.slice(0, 300)}`)
  if (status !== 0 || /"successful":false|"title":/.test(stdout)) throw new Error(`README: ${line}: exit ${status}\n${stdout}${stderr}`)
}

/** Starts a server and waits for what the README says it prints. */
function startInBackground(line, output) {
  console.log(`$ ${line}`)
  const child = spawn('bash', ['-c', line], { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  background.push(child)
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', (part) => {
      printed += part
      if (printed.includes(output)) {
        console.log(output)
        resolve()
      }
    })
    child.once('exit', (code) => reject(new Error(`README: ${line}: ended with ${code} before it printed ${output}\n${printed}`)))
  })
}

function run(command, args) {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
}
