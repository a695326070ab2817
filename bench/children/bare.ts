/**
 * What ours is measured against: the least that Hono on @hono/node-server can be. It answers every request with a body of the size given
 * by BODY_BYTES, and says `ready <url>` when it listens.
 *
 * @module
 */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const body = 'x'.repeat(Number(process.env['BODY_BYTES'] ?? 2))
const app = new Hono()
app.get('/api/v1/info', (context) => context.body(body, 200, { 'Content-Type': 'application/json' }))
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`ready http://127.0.0.1:${port}\n`)
})
