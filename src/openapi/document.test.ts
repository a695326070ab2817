import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { generate } from '../../scripts/generate/index.ts'
import { errCodes } from '../protocol/index.ts'

const document = readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8')

function lineOf(text: string): number {
  expect(document).toContain(text)
  return document.slice(0, document.indexOf(text)).split('\n').length
}

test('the document is sound, and the generated files are what it says', () => {
  const { files, problems } = generate(document, 'openapi.yaml')
  expect(problems).toEqual([])
  for (const [name, text] of files) expect(readFileSync(new URL(`generated/${name}`, import.meta.url), 'utf8'), name).toBe(text)
})

/** A fault put into the real document in place of some text, and what is said of it, so many lines below. */
interface Fault {
  readonly text: string
  readonly by: string
  readonly problem: string
  readonly below?: number
}

test('the codes that operations are said to answer are the agent’s own', () => {
  const named = [...document.matchAll(/x-obshell-errors: \[([^\]]*)\]/g)].flatMap(([, codes = '']) => codes.split(',').map((code) => code.trim()))
  expect(named.length).toBeGreaterThan(1000)
  const known: readonly string[] = errCodes()
  expect([...new Set(named)].filter((code) => !known.includes(code))).toEqual([])
})

describe('what the generator refuses', () => {
  test.each<[what: string, fault: Fault]>([
    ['two operations of one name', {
      text: 'operationId: agentJoin\n', by: 'operationId: agentJoinRoot\n', problem: 'operationId agentJoinRoot is also that of POST /api/v1/agent',
    }],
    ['a name that is not camelCase', {
      text: 'operationId: agentJoin\n', by: 'operationId: Agent-Join\n', problem: "operationId 'Agent-Join' is not a camelCase name",
    }],
    ['a way to authenticate that it does not know', {
      text: 'x-obshell-auth: login', by: 'x-obshell-auth: password',
      problem: "x-obshell-auth is 'password'; it must be one of none, verify-ob, task, obproxy, login, sso-exchange, file",
    }],
    ['an extension that it does not know', {
      text: 'x-obshell-question: true', by: 'x-obshell-quick: true',
      problem: 'x-obshell-quick is not known here; known are x-obshell-auth, x-obshell-bind, x-obshell-bind-late, x-obshell-body-unread, '
        + 'x-obshell-question, x-obshell-requires, x-obshell-refused-data, x-obshell-since, x-obshell-errors',
    }],
    ['a flag that is neither true nor away', {
      text: 'x-obshell-question: true', by: 'x-obshell-question: maybe', problem: 'x-obshell-question is true or not there',
    }],
    ['a requirement that is no identity', {
      text: 'x-obshell-requires: FOLLOWER\n', by: 'x-obshell-requires: follower\n', problem: "x-obshell-requires 'follower' must match "
        + '/^(?:OceanBase|tenant|[A-Z]+(?: [A-Z]+)*(?: or [A-Z]+(?: [A-Z]+)*)*)$/',
    }],
    ['a tenant without a name for it', {
      text: 'x-obshell-requires: OceanBase\n', by: 'x-obshell-requires: tenant\n',
      problem: "'/api/v1/ob/upgrade' has no {name} of a tenant",
    }],
    ['data for refusals that are not declared', {
      text: 'x-obshell-question: true', by: 'x-obshell-refused-data: nil',
      problem: 'x-obshell-refused-data belongs to x-obshell-requires, which is not there',
    }],
    ['data that no refusal has', {
      text: 'x-obshell-refused-data: nil slice', by: 'x-obshell-refused-data: empty',
      problem: "x-obshell-refused-data is 'empty'; it must be one of nil, nil slice",
    }],
    ['an operation that is never refused', {
      text: "    get:\n      operationId: getGitInfo", by: "    get:\n      responses: {}\n    put:\n      operationId: getGitInfo",
      problem: 'there is no response 4XX', below: 1,
    }],
    ['a reference to nothing', {
      text: '#/components/responses/GitInfo', by: '#/components/responses/Git', problem: '`#/components/responses/Git` is not in this document',
    }],
    ['a path parameter without a declaration', {
      text: "/sub_task/{id}:\n    parameters:\n      - { $ref: '#/components/parameters/taskId' }\n", by: '/sub_task/{id}:\n',
      problem: 'the path parameter {id} is not declared', below: 1,
    }],
    ['another name for a parameter at the same place', {
      text: '/tenant/{name}/lock:', by: '/tenant/{tenant}/lock:', problem: 'the parameter {tenant} is called {name} in another path',
    }],
    ['a body that nobody binds', {
      text: 'x-obshell-bind: json', by: 'x-obshell-bind: none', problem: 'logout has a JSON body but binds none',
    }],
    ['a property that is not what Go says', {
      text: 'x-obshell-go: Port int }', by: 'x-obshell-go: Port string }',
      problem: 'AgentInfo.port is not what its Go field says; it would be {"type":"string"}',
    }],
    ['a body property without its Go field', {
      text: ', x-obshell-go: ZoneName string }', by: ' }',
      problem: 'JoinApiParam.zoneName is bound from bodies: x-obshell-go must be its Go field, like `Port int`',
    }],
    ['a required key that is none', {
      text: 'required: [agentInfo, zoneName]', by: 'required: [agentInfo, zone]', problem: 'zone is required but no property',
    }],
    ['a schema that nothing uses', {
      text: '    GitInfo:\n      type: object', by: '    Unused: { type: string }\n    GitInfo:\n      type: object',
      problem: 'Unused is used nowhere: remove it',
    }],
    ['text that is no YAML', {
      text: 'tags: [info]', by: 'tags: [info', below: 1,
      problem: 'Flow sequence in block collection must be sufficiently indented and end with a ]',
    }],
  ])('%s', (_what, { text, by, problem, below = 0 }) => {
    const { problems, files } = generate(document.replace(text, by), 'openapi.yaml')
    expect(problems).toContain(`openapi.yaml:${lineOf(text) + below} ${problem}`)
    expect(files.size).toBe(0)
  })

  test('everything at once, by line', () => {
    const broken = document.replace('x-obshell-auth: login', 'x-obshell-auth: password').replace('x-obshell-bind: none', 'x-obshell-bind: some')
    expect(generate(broken, 'openapi.yaml').problems.map((problem) => problem.split(' ')[0])).toEqual([
      `openapi.yaml:${lineOf('x-obshell-bind: none')}`, `openapi.yaml:${lineOf('x-obshell-auth: login')}`,
    ])
  })
})

test('structs may contain each other', () => {
  const { files, problems } = generate(`
openapi: 3.1.0
info: { title: t, version: '1' }
tags: [{ name: t }]
paths:
  /api/v1/tree:
    post:
      operationId: plantTree
      summary: Plant a tree
      tags: [t]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Tree' } } } }
      responses:
        '200': { description: Done., content: { application/json: { schema: { $ref: '#/components/schemas/Envelope' } } } }
        '4XX': { description: Not., content: { application/json: { schema: { $ref: '#/components/schemas/Envelope' } } } }
        '5XX': { description: Not now., content: { application/json: { schema: { $ref: '#/components/schemas/Envelope' } } } }
      x-obshell-auth: none
      x-obshell-bind: json
components:
  schemas:
    Envelope: { type: object, x-obshell-go: http.Envelope }
    Tree:
      type: object
      x-obshell-go: wood.Tree
      properties:
        branches: { type: [array, 'null'], items: { $ref: '#/components/schemas/Tree' }, x-obshell-go: 'Branches []wood.Tree' }
`, 'openapi.yaml')
  expect(problems).toEqual([])
  expect(files.get('bodies.ts')).toContain(`const Tree: GoStruct = struct('wood.Tree', () => [
  { json: 'branches', name: 'Branches', type: { kind: 'slice', go: '[]wood.Tree', item: Tree } },
])`)
  expect(files.get('types.ts')).toContain('export interface Tree {\n  readonly branches: readonly Tree[] | null\n}')
})
