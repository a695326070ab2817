/**
 * `npm run hostile -- [requests] [seed]`: the tests of this folder with 100,000 requests, or so many, from a seed that is new each time and
 * told, and schemathesis, where it can be had.
 */
import { startVitest } from 'vitest/node'

const [requests = '100000', seed = String(Math.floor(Date.now() / 1000))] = process.argv.slice(2)
console.log(`${requests} requests from seed ${seed}; again by: npm run hostile -- ${requests} ${seed}`)
process.env['OBSHELL_SIM_HOSTILE'] = `${requests}:${seed}`
const vitest = await startVitest('test', ['test/hostile'], { watch: false })
await vitest.close()
