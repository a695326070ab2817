import { expect, test } from 'vitest'
import { unknownCommand } from './unknown.ts'

const commands = ['serve', 'validate', 'explain']

test.each([
  ['validat', "no command 'validat'; did you mean 'validate'?"],
  ['sevre', "no command 'sevre'; did you mean 'serve'?"],
  ['five.yaml', "no command 'five.yaml'; a scenario is named with --scenario five.yaml"],
  ['frobnicate', "no command 'frobnicate'; there are serve, validate, explain"],
  ['serve', null], ['--clock', null], ['-h', null], ['', null], [undefined, null],
])('%s: %s', (word, told) => expect(unknownCommand(word, commands)).toBe(told))
