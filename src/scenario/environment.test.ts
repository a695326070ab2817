import { describe, expect, test } from 'vitest'
import { judged, substitute } from './environment.ts'

const env = { NAME: 'x', EMPTY: '', MARKS: '${NAME}' }

describe('substitute', () => {
  test.each([
    ['no variable, $NAME and $5', 'no variable, $NAME and $5'],
    ['${NAME}', 'x'],
    ['a ${NAME} b ${NAME}', 'a x b x'],
    ['${NAME:-y}', 'x'],
    ['${OTHER:-y}', 'y'],
    ['${OTHER:-}', ''],
    ['${OTHER:-a:-b c}', 'a:-b c'],
    // As in a shell the default stands for what is empty, too.
    ['${EMPTY:-y}', 'y'],
    ['${EMPTY}', ''],
    ['$${NAME}', '${NAME}'],
    ['$$${NAME}', '$${NAME}'],
    // What comes out is not looked at again.
    ['${MARKS}', '${NAME}'],
  ])('%s', (text, result) => expect(substitute(text, env)).toEqual({ text: result, faults: [] }))

  test('tells what is not set and what is no variable, and leaves it as it is', () => {
    expect(substitute('${OTHER} ${1} ${a', env)).toEqual({
      text: '${OTHER} ${1} ${a',
      faults: [
        { code: 'UNSET_VARIABLE', written: '${OTHER}', message: 'the variable OTHER is not set: set it, or write what holds without it as ${OTHER:-default}' },
        { code: 'WRONG_VARIABLE', written: '${1}', message: "'${1}' is no variable: write ${NAME} or ${NAME:-default}, or $${ for the signs themselves" },
        { code: 'WRONG_VARIABLE', written: '${a', message: "'${a' is no variable: write ${NAME} or ${NAME:-default}, or $${ for the signs themselves" },
      ],
    })
  })

  test('knows no variables but those that are given', () => {
    expect(substitute('${constructor:-none} ${__proto__:-none}', {})).toEqual({ text: 'none none', faults: [] })
  })
})

describe('judged', () => {
  test.each([['7', 7], ['-1.5e3', -1500], ['true', true], ['False', false], ['', null], ['~', null], ['4.5.0.0', '4.5.0.0'], ['1h', '1h'], ['007', 7], ['+', '+'], ['.', '.']])(
    '%j', (text, value) => expect(judged(text)).toBe(value))
})
