import { expect, test } from 'vitest'
import { Window } from './window.ts'

test('what goes in comes out, however it is cut, and does not hang on to the pieces', () => {
  const window = new Window()
  let out = ''
  const piece = Buffer.alloc(100)
  let sent = ''
  for (let round = 0; round < 200; round++) {
    const text = String.fromCharCode(97 + round % 26).repeat(round % 100 + 1)
    piece.write(text, 'latin1')
    window.push(piece.subarray(0, text.length))
    piece.fill(0)
    sent += text
    const taken = Math.min(window.length, round % 77)
    out += window.view.toString('latin1', 0, taken)
    window.drop(taken)
  }
  expect(out + window.view.toString('latin1')).toBe(sent)
  window.clear()
  expect(window.length).toBe(0)
})
