import { describe, expect, test } from 'vitest'
import { micros } from '../clock/index.ts'
import { bodyMax } from './journal.ts'
import { show, showEvent } from './show.ts'
import { credential, Story, time } from './testing/story.ts'

const join = { zoneName: 'zone1', masterPassword: 'x' }

describe('a request is shown', () => {
  test('whole, its secrets masked, with what it caused', () => {
    const story = new Story()
      .post('/api/v1/agent/join?token=1', 'agentJoin', join, {
        credential: credential({ uri: '/api/v1/agent/join?token=1' }), duration: 1_500, size: 20, note: 'held', rule: { id: 'fault 1', effect: 'delays' }, nearly: [{ id: 'fault 2', lacks: 'all' }],
      })
      .request('/rpc/v1/agent/token', { via: 'peer', client: 'a', agent: 'b', cause: 1, method: 'POST', operation: 'rpcAgentToken' })
      .wait(micros.s)
      .dag(1, 'Join self', 'READY', { cause: 1 })
      .node(1, 'Join self', 'Join self', 'RUNNING')
    const { journal } = story
    expect(show(journal, [journal.request(1)!], { time })).toEqual([{
      kind: 'request', seq: 1, at: '+0s', wall: '+0s', cause: null, agent: 'a', client: '127.0.0.1:40001', via: 'client', transport: 'tcp', method: 'POST',
      target: '/api/v1/agent/join?token=***', operation: 'agentJoin',
      credential: { header: 'oceanbase', auth: true, token: false, session: false, ts: '1000060', expires: '+60s', uri: '/api/v1/agent/join?token=***', keys: true, forwardType: 0 },
      body: { zoneName: 'zone1', masterPassword: '***' }, bodyLength: 41, status: 200, errCode: null, size: 20, duration: '1.5ms', why: null, note: 'held',
      rule: { id: 'fault 1', effect: 'delays' }, nearly: [{ id: 'fault 2', lacks: 'all' }],
      caused: [
        { kind: 'request', seq: 2, at: '+0s', agent: 'b', client: 'a', via: 'peer', method: 'POST', target: '/rpc/v1/agent/token', operation: 'rpcAgentToken', status: 200, errCode: null },
        { kind: 'transition', seq: 3, at: '+1s', cause: 1, agent: 'a', level: 'dag', id: 1, name: 'Join self', dag: 1, dagName: 'Join self', from: null, to: 'READY' },
      ],
    }])
  })

  test('with all the work that it caused, or with nothing of what it caused', () => {
    const story = new Story().post('/1', 'agentJoin', {}).dag(1, 'x', 'READY', { cause: 1 })
    story.journal.note({ kind: 'transition', seq: story.journal.next(), at: story.at, cause: 1, agent: 'a', level: 'node', id: 4, name: 'n', dag: 1, dagName: 'x', from: null, to: 'PENDING' })
    const caused = (given: 'all' | 'dags' | 'none'): unknown => show(story.journal, story.journal.requests(), { time, caused: given })[0]!.caused?.map(({ seq }) => seq)
    expect([caused('all'), caused('dags'), caused('none')]).toEqual([[2, 3], [2], undefined])
  })

  test.each<[string, string | Uint8Array, number, unknown]>([
    ['none', '', 0, null],
    ['text', 'pwd=1&x=2', 9, 'pwd=***&x=2'],
    ['JSON that is cut', `{"password":"x","a":"${'b'.repeat(bodyMax - 21)}`, bodyMax + 7, `{"password":"***","a":"${'b'.repeat(bodyMax - 21)} … (65543 bytes)`],
    ['JSON that was longer when it was encrypted', '{"a":1}', bodyMax + 7, { a: 1 }],
    ['bytes', new Uint8Array([0xff, 0xd8]), 2, '(2 bytes that are no text)'],
  ])('with a body that is %s', (_, body, bodyLength, shown) => {
    const { journal } = new Story().request('/', { body, bodyLength })
    expect(show(journal, journal.requests(), { time, caused: 'none' })[0]!.body).toEqual(shown)
  })

  test('whose Ts is no instant, or none that can be written', () => {
    const expires = (ts: string): unknown => {
      const { journal } = new Story().request('/', { credential: credential({ ts }) })
      return show(journal, journal.requests(), { time })[0]!.credential!.expires
    }
    expect(['x', '', '9223372036854775807', '9999999999', '1000007'].map(expires)).toEqual([null, null, null, null, '+7s'])
  })

  test('of an agent without a time on the wall', () => {
    const { journal } = new Story().request('/', { via: 'peer', client: 'b' })
    expect(show(journal, journal.requests(), { time })[0]!.wall).toBeNull()
  })
})

test('an event is shown with its instant, durations as people write them, and no password', () => {
  const { journal } = new Story()
    .action({ do: 'restart', agent: 'b', signal: 'SIGKILL', downFor: 5 * micros.s })
    .action({ do: 'agentPassword', agent: 'b', password: 'secret' }, 'b is stopped')
  expect(journal.events().map((event) => showEvent(event, time))).toEqual([
    { kind: 'action', seq: 1, at: '+0s', cause: null, action: { do: 'restart', agent: 'b', signal: 'SIGKILL', downFor: '5s' }, by: 'control', id: null, refused: null },
    { kind: 'action', seq: 2, at: '+0s', cause: null, action: { do: 'agentPassword', agent: 'b', password: '***' }, by: 'control', id: null, refused: 'b is stopped' },
  ])
})
