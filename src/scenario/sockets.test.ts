import { describe, expect, test } from 'vitest'
import { loadScenario } from './load.ts'
import { ScenarioError } from './problem.ts'

async function agent(text: string): Promise<unknown> {
  const { agents: [first] } = await loadScenario(`version: 1\nagents:\n  a: { address: 10.0.0.1:2886, ${text} }\n`, 'x')
  return [first!.listen, first!.sockets, first!.runFiles]
}

async function problems(...agents: readonly string[]): Promise<string> {
  const error: unknown = await loadScenario(`version: 1\nagents:\n${agents.map((text, index) => `  a${index}: { address: 10.0.0.1:${2886 + index}, ${text} }\n`).join('')}`, 'x').catch((thrown: unknown) => thrown)
  return error instanceof ScenarioError ? error.message : 'none'
}

describe('unix sockets in a scenario', () => {
  test('stand among the places to listen at, relative to the home of the agent', async () => {
    expect(await agent('listen: [ 127.0.0.1:0, unix:run/x.sock, unix:/tmp/y.sock ], home: /h')).toEqual([['127.0.0.1:0'], ['/h/run/x.sock', '/tmp/y.sock'], false])
    expect(await agent('listen: unix:x')).toEqual([[], ['/home/admin/oceanbase/x'], false])
    expect(await agent('home: /h')).toEqual([['10.0.0.1:2886'], [], false])
  })

  test('are those that programs look for with `sockets: true`, each once', async () => {
    expect(await agent('sockets: true, home: /h')).toEqual([['10.0.0.1:2886'], ['/h/run/obshell.sock'], true])
    expect(await agent('sockets: true, home: /h, listen: [ 127.0.0.1:0, unix:run/obshell.sock, unix:z ]'))
      .toEqual([['127.0.0.1:0'], ['/h/run/obshell.sock', '/h/z'], true])
  })

  test('must be places, and not too long for the system', async () => {
    expect(await problems('listen: [ 127.0.0.1:1, unix ]')).toBe(
      "x:3:56 WRONG_VALUE agents.a0.listen.1: 'unix' is no place to listen at: write an address like 127.0.0.1:2886, with a port from 0 to 65535, or a socket like unix:run/obshell.sock",
    )
    const long = `/${'a'.repeat(107)}`
    expect(await problems(`listen: unix:${long}`)).toBe(`x:3:41 WRONG_VALUE the socket ${long} has a path of 108 bytes, and the system takes 107: choose a shorter home or path`)
    expect(await problems(`listen: unix:${long.slice(1)}, home: /`)).toContain('108 bytes')
    expect(await problems(`listen: unix:${long.slice(0, -1)}`)).toBe('none')
    expect(await problems(`sockets: true, home: ${long.slice(0, 91)}`)).toContain(`x:3:42 WRONG_VALUE the socket ${long.slice(0, 91)}/run/obshell.sock has a path of 108 bytes`)
    expect(await problems(`sockets: true, home: ${long.slice(0, 90)}`)).toBe('none')
  })

  test('cannot be those of two agents', async () => {
    expect(await problems('sockets: true', 'sockets: true')).toBe("x:4:18 DUPLICATE_AGENT agents 'a0' and 'a1' are both at unix:/home/admin/oceanbase/run/obshell.sock")
    expect(await problems('listen: unix:/x', 'listen: unix:/y/../x')).toBe("x:4:18 DUPLICATE_AGENT agents 'a0' and 'a1' are both at unix:/x")
  })
})
