import { describe, expect, test } from 'vitest'
import { micros } from '../../clock/index.ts'
import { credential, idOfA, Story, words } from '../testing/story.ts'
import type { Finding } from './finding.ts'
import { lint, type LintReport } from './lint.ts'

const poll = `GET /api/v1/task/dag/${idOfA(1)}`
const refused = { status: 401, errCode: 'Security.Authentication.IncorrectOceanbasePassword' }

function linted({ journal }: Story, auth: Parameters<typeof lint>[1]['auth'] = { clock: 'real', skew: 0 }): LintReport {
  return lint(journal, { agents: words.agents, auth })
}

function findings(story: Story, auth?: Parameters<typeof lint>[1]['auth']): readonly Finding[] {
  return linted(story, auth).findings
}

function times(count: number, act: () => void): void {
  for (let i = 0; i < count; i++) act()
}

describe('a client that does well', () => {
  test('is told how it polls, and nothing else', () => {
    const story = new Story()
      .request('/api/v1/info').request('/api/v1/info').request('/api/v1/secret')
      .post('/api/v1/agent/join', 'agentJoin', {}, { credential: credential() })
      .dag(1, 'Join self', 'READY', { cause: 4 })
    times(4, () => story.wait(2 * micros.s, 3 * micros.s).poll(1))
    story.dag(1, 'Join self', 'SUCCEED', { from: 'RUNNING' }).wait(2 * micros.s, 3 * micros.s).poll(1)
    story.request('/api/v1/info', { client: '10.0.0.9:1' }).request('/rpc/v1/agent/token', { via: 'peer', client: 'b' }).request('/', { client: 'scenario' })
    expect(linted(story)).toEqual({
      clients: [
        { client: '127.0.0.1', requests: 9, refused: 0, polls: [{ request: poll, agent: 'a', polls: 5, everyVirtual: '2s', everyReal: '3s' }] },
        { client: '10.0.0.9', requests: 1, refused: 0, polls: [] },
      ],
      findings: [],
      note: null,
    })
  })

  test('of one poll has no time between two', () => {
    expect(linted(new Story().poll(1)).clients[0]!.polls).toEqual([{ request: poll, agent: 'a', polls: 1, everyVirtual: null, everyReal: null }])
  })
})

describe('waiting', () => {
  test('without a bound', () => {
    const story = new Story().dag(1, 'Join self', 'RUNNING')
    times(30, () => story.poll(1).wait(3 * micros.s))
    expect(findings(story)).toEqual([{
      client: '127.0.0.1', kind: 'unbounded-wait', seqs: Array.from({ length: 20 }, (_, index) => index + 2),
      says: `${poll} was sent 30 times in 1m27s, and 'Join self' is still RUNNING. Give the wait a time limit, and say what was waited for when it is over.`,
    }])
  })

  test('for work that is held', () => {
    const story = new Story().dag(1, 'Join self', 'RUNNING')
    times(3, () => story.poll(1, { note: "'Join self' is held by task rule 1" }).wait(3 * micros.s))
    expect(findings(story)).toEqual([{
      client: '127.0.0.1', kind: 'waits-for-parked', seqs: [2, 3, 4],
      says: `${poll} was sent 3 times while nothing can come of it: 'Join self' is held by task rule 1. Release the work, or give the wait a time limit.`,
    }])
  })

  test('for work that is over, while other work is held, is no waiting for that', () => {
    const story = new Story().dag(1, 'Join self', 'SUCCEED')
    times(3, () => story.request(`/api/v1/task/dag/${idOfA(1)}`, { note: 'other work is held', client: `10.0.0.${story.journal.seq}:1` }))
    expect(findings(story)).toEqual([])
  })

  test('after an answer has said that it is over, until an operator begins it anew', () => {
    const story = new Story().dag(1, 'Join self', 'READY').poll(1).dag(1, 'Join self', 'FAILED', { from: 'RUNNING' })
    times(3, () => story.poll(1, {}))
    story.dag(1, 'Join self', 'READY', { from: 'FAILED' }).poll(1).dag(1, 'Join self', 'SUCCEED', { from: 'RUNNING' }).poll(1)
    // Another client has not been told yet.
    story.poll(1, { client: '10.0.0.9:1' })
    expect(findings(story)).toEqual([{
      client: '127.0.0.1', kind: 'polls-after-end', seqs: [5, 6],
      says: `${poll} was sent 2 times more after an answer had said that 'Join self' is FAILED. Stop at SUCCEED and FAILED: nothing changes any more by itself.`,
    }])
  })

  test('for work of an agent that nobody knows, or for what has no id, is not judged', () => {
    const story = new Story()
    times(40, () => story.request(`/api/v1/task/dag/${'2'.repeat(18)}`).request('/api/v1/task/dag/x').wait(micros.s))
    expect(findings(story)).toEqual([])
  })

  test('counts a refused poll and its repetition once', () => {
    const story = new Story().poll(1, refused).poll(1, refused).wait(3 * micros.s).poll(1)
    expect(linted(story).clients[0]!.polls[0]).toMatchObject({ polls: 2, everyVirtual: '3s' })
  })
})

describe('POSTs that are sent again', () => {
  const join = (story: Story, given: object = {}, body: object = { zoneName: 'zone1' }): Story => story.post('/api/v1/agent/join', 'agentJoin', body, given)

  test.each([
    ['refused', refused, '#1 was refused (401 Security.Authentication.IncorrectOceanbasePassword) and nothing was changed before the next. The Python SDK does so with all that is refused; else read the refusal first.'],
    ['taken', {}, '#1 had been taken already (200), so that it acts once more. Look what the first one did (GET /api/v1/task/dag/…) before sending another.'],
    ['lost', { status: 0 }, 'the answer to #1 was lost, and whether it had acted was not asked. Look before sending again: a POST is not idempotent.'],
  ])('although the first was %s', (_, given, says) => {
    const story = join(join(new Story(), given).request('/api/v1/info').request('/api/v1/secret').wait(micros.s))
    expect(findings(story)).toEqual([{ client: '127.0.0.1', kind: 'resent-post', seqs: [1, 4], says: `POST /api/v1/agent/join was sent 2 times: ${says}` }])
  })

  test.each([
    ['refused', refused, '#1 had been taken already (200), and #2 was refused (401 Security.Authentication.IncorrectOceanbasePassword).'],
    ['lost', { status: 0 }, '#1 had been taken already (200), and whether #2 acted once more is not known, for it was not answered.'],
  ])('act once more only where they were taken: one was %s', (_, given, says) => {
    expect(findings(join(join(new Story()), given))[0]!.says).toBe(`POST /api/v1/agent/join was sent 2 times: ${says} Look what the first one did (GET /api/v1/task/dag/…) before sending another.`)
  })

  test('are told of by attempt, where a while passes between', () => {
    const story = join(join(join(new Story()), refused).wait(20 * micros.s))
    join(join(story, refused), refused)
    expect(findings(story).map(({ kind, seqs }) => ({ kind, seqs }))).toEqual([{ kind: 'resent-post', seqs: [1, 2] }, { kind: 'resent-post', seqs: [3, 4, 5] }])
  })

  test('are no repetition with another body, another agent, something in between, or after a while', () => {
    const story = new Story()
    join(story)
    join(story, {}, { zoneName: 'zone2' })
    join(story, { agent: 'b' }, { zoneName: 'zone2' })
    join(story).poll(1)
    join(join(story).wait(6 * micros.s))
    expect(findings(story)).toEqual([])
  })
})

describe('refusals', () => {
  test('that are answered with the same request at the same pace', () => {
    const story = new Story()
    times(3, () => story.request('/api/v1/ob/info', refused).request('/api/v1/ob/info', refused).wait(3 * micros.s))
    expect(findings(story)).toEqual([{
      client: '127.0.0.1', kind: 'no-back-off', seqs: [1, 2, 3, 4, 5, 6],
      says: 'GET /api/v1/ob/info was sent 6 times every 3s, each time with the result 401 Security.Authentication.IncorrectOceanbasePassword. '
        + 'Wait longer after each refusal, and give up in the end; most of status 4xx never goes away by itself.',
    }])
  })

  test('that are answered without a pause', () => {
    const story = new Story()
    times(5, () => story.request('/api/v1/status', { status: 0 }).wait(micros.ms))
    expect(findings(story)).toEqual([{
      client: '127.0.0.1', kind: 'no-back-off', seqs: [1, 2, 3, 4, 5],
      says: 'GET /api/v1/status was sent 5 times without a pause, each time with the result no answer. '
        + 'Wait longer after each refusal, and give up in the end; most of status 4xx never goes away by itself.',
    }])
  })

  test('that are answered with patience, or with no more than SDKs send of one call', () => {
    const story = new Story()
    for (const pause of [1, 2, 4, 8]) story.request('/api/v1/ob/info', refused).wait(pause * micros.s)
    times(4, () => story.request('/api/v1/agents', refused).request('/api/v1/info').request('/api/v1/secret').wait(micros.ms))
    times(3, () => story.request('/api/v1/status', { status: 500 }).wait(micros.s).request('/api/v1/status').wait(micros.s))
    expect(findings(story)).toEqual([])
  })
})

describe('credentials', () => {
  const sent = (left: number, target = '/api/v1/ob/info', given = {}): Story => new Story().request(target, { credential: credential({ ts: String(1_000_000 + left), ...given }) })

  test('that nearly expire', () => {
    expect(findings(sent(2).request('/', { credential: credential({ ts: '1000004' }) }))).toEqual([{
      client: '127.0.0.1', kind: 'short-lived-credential', seqs: [1, 2],
      says: '2 requests were sent with a Ts that was only 2s ahead: a slow network, or a clock that is as much behind, makes it expire on its way. The SDKs set it 60 s ahead, for uploads 600 s.',
    }])
  })

  test('that live for long', () => {
    expect(findings(sent(3_600))).toEqual([{
      client: '127.0.0.1', kind: 'long-lived-credential', seqs: [1],
      says: "a request was sent with a Ts that was 1h ahead: who has seen the header can use it as long, or this client's clock is ahead by about that much. The SDKs set it 60 s ahead, for uploads 600 s.",
    }])
    expect(findings(sent(61_800_000_000))[0]!.says).toMatch(/a Ts that was 715277 days ahead/)
  })

  test('that live as long as usual, show no password, or are expired and refused', () => {
    expect([sent(60), sent(600, '/api/v1/upgrade/package'), sent(3_600, '/', { auth: false }), sent(-1), sent(0, '/', { ts: 'x' })].map((story) => findings(story))).toEqual([[], [], [], [], []])
  })

  test('are judged by the clock by which they expire', () => {
    const story = sent(60).wait(59 * micros.s, 0).request('/', { credential: credential({ ts: '1000060' }) })
    expect([
      findings(story, { clock: 'virtual', skew: 0 }).map(({ seqs }) => seqs), findings(sent(60), { clock: 'real', skew: 57 * micros.s }).map(({ kind }) => kind),
      findings(sent(2), { clock: 'ignore', skew: 0 }),
    ]).toEqual([[[2]], ['short-lived-credential'], []])
  })

  test('made with a key that the agent has no more', () => {
    const undecryptable = { status: 401, errCode: 'Security.Authentication.Header.DecryptFailed' }
    const story = new Story().request('/1', undecryptable).request('/api/v1/secret', { agent: 'b' }).request('/2', undecryptable).request('/3', undecryptable)
    expect(findings(story)).toEqual([{
      client: '127.0.0.1', kind: 'stale-key', seqs: [1, 3, 4],
      says: 'a header that a could not decrypt was followed by another made with the same key. After code 1 ask GET /api/v1/secret for its key before sending again.',
    }])
    expect(findings(new Story().request('/1', undecryptable).request('/api/v1/secret').request('/1', undecryptable))).toEqual([])
  })
})

test('what has gone from the journal is said', () => {
  const story = new Story({ entries: 1, bytes: 100, events: 1 }).request('/1').request('/2')
  expect(linted(story).note).toBe('1 requests and 0 events have gone from the journal and are not looked at')
})
