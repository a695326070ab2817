import { expect, test } from 'vitest'
import { questionsOf } from './questions.ts'
import { Story } from './testing/story.ts'

const refused = { status: 401, errCode: 'Security.Authentication.IncorrectOceanbasePassword' }

function questions(story: Story): number[] {
  return [...questionsOf(story.journal.requests()).values()]
}

test('a request and its immediate repetition are one question, a third is another', () => {
  expect(questions(new Story().request('/x').request('/x').request('/x').request('/x').request('/x'))).toEqual([1, 1, 3, 3, 5])
})

test('another agent, method, target or client is another question; ports tell nothing', () => {
  const story = new Story().request('/x', { client: '127.0.0.1:1' }).request('/x', { client: '127.0.0.1:2' }).request('/x', { agent: 'b' }).request('/x', { method: 'POST' }).request('/y')
  expect(questions(story.request('/y', { client: '10.0.0.1:1' }).request('/y'))).toEqual([1, 1, 3, 4, 5, 6, 5])
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
