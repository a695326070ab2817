import { expect, test } from 'vitest'
import { questionsOf } from './questions.ts'
import { Story } from './testing/story.ts'

const refused = { status: 401, errCode: 'Security.Authentication.IncorrectOceanbasePassword' }

function questions(story: Story): number[] {
  return [...questionsOf(story.journal.requests()).values()]
}

const failed = { status: 500, errCode: 'Common.Unexpected' }

test('a refused request and its immediate repetition are one question, a third is another', () => {
  const story = new Story()
  for (let send = 0; send < 5; send++) story.request('/x', failed)
  expect(questions(story)).toEqual([1, 1, 3, 3, 5])
})

test('what got no answer is repeated, what was answered well is asked anew', () => {
  expect(questions(new Story().request('/x', { status: 0 }).request('/x').request('/x'))).toEqual([1, 1, 3])
  expect(questions(new Story().request('/x').request('/x').request('/x'))).toEqual([1, 2, 3])
})

test('another agent, method, target or client is another question; ports tell nothing', () => {
  const story = new Story().request('/x', { ...failed, client: '127.0.0.1:1' }).request('/x', { ...failed, client: '127.0.0.1:2' }).request('/x', { ...failed, agent: 'b' })
  story.request('/x', { ...failed, method: 'POST' }).request('/y', failed)
  expect(questions(story.request('/y', { ...failed, client: '10.0.0.1:1' }).request('/y', failed))).toEqual([1, 1, 3, 4, 5, 6, 5])
})

test('where the credential was refused SDKs ask for identity and key first, and repeat it up to three times', () => {
  const story = new Story().request('/x', refused)
  for (let repetition = 0; repetition < 4; repetition++) story.request('/api/v1/info', { operation: 'getInfo' }).request('/api/v1/secret', { operation: 'getSecret' }).request('/x', refused)
  expect(questions(story)).toEqual([1, 2, 3, 1, 5, 6, 1, 8, 9, 1, 11, 12, 13])
})

test('after other refusals, or other requests, it is a question of its own', () => {
  const info = { operation: 'getInfo' }
  expect(questions(new Story().request('/x', { status: 500, errCode: 'Common.Unexpected' }).request('/api/v1/info', info).request('/x'))).toEqual([1, 2, 3])
  expect(questions(new Story().request('/x', refused).request('/y').request('/x'))).toEqual([1, 2, 3])
  expect(questions(new Story().request('/x', { ...refused, errCode: 'Security.Authentication.File.Sha256Mismatch' }).request('/api/v1/info', info).request('/x'))).toEqual([1, 2, 3])
})
