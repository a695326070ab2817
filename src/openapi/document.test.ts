import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { generate } from '../../scripts/generate/index.ts'

const document = readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8')

/** The problems found after one text of the real document was replaced by another. */
function problemsAfter(text: string, replacement: string): readonly string[] {
  expect(document).toContain(text)
  return generate(document.replace(text, replacement), 'openapi.yaml').problems
}

function lineOf(text: string): number {
  return document.slice(0, document.indexOf(text)).split('\n').length
}

test('the document is sound, and the generated files are what it says', () => {
  const { files, problems } = generate(document, 'openapi.yaml')
  expect(problems).toEqual([])
  for (const [name, text] of files) expect(readFileSync(new URL(`generated/${name}`, import.meta.url), 'utf8'), name).toBe(text)
})

describe('what the generator refuses', () => {
  const join = lineOf('operationId: agentJoin\n')
  const joinParam = lineOf('    JoinApiParam:\n      description')

  test.each<[what: string, text: string, replacement: string, problem: string]>([
    ['two operations of one name', 'operationId: agentJoin\n', 'operationId: agentJoinRoot\n',
      `openapi.yaml:${join} operationId agentJoinRoot is also that of POST /api/v1/agent`],
    ['a name that is not camelCase', 'operationId: agentJoin\n', 'operationId: Agent-Join\n',
      `openapi.yaml:${join} operationId 'Agent-Join' is not a camelCase name`],
    ['a way to authenticate that it does not know', 'x-obshell-auth: login', 'x-obshell-auth: password',
      `openapi.yaml:${lineOf('x-obshell-auth: login')} x-obshell-auth is 'password'; it must be one of none, verify-ob, task, obproxy, login, sso-exchange, file`],
    ['an extension that it does not know', 'x-obshell-question: true', 'x-obshell-question: true\n      x-obshell-quick: true',
      `openapi.yaml:${lineOf('x-obshell-question: true\n') + 1} x-obshell-quick is not known here; known are x-obshell-auth, x-obshell-bind, `
      + 'x-obshell-bind-late, x-obshell-body-unread, x-obshell-question, x-obshell-since, x-obshell-errors'],
    ['a flag that is neither true nor away', 'x-obshell-question: true', 'x-obshell-question: maybe',
      `openapi.yaml:${lineOf('x-obshell-question: true')} x-obshell-question is true or not there`],
    ['a reference to nothing', "'#/components/responses/GitInfo'", "'#/components/responses/Git'",
      `openapi.yaml:${lineOf("'#/components/responses/GitInfo'")} \`#/components/responses/Git\` is not in this document`],
    ['a path parameter without a declaration', "/task/sub_task/{id}:\n    parameters:\n      - { $ref: '#/components/parameters/taskId' }\n", '/task/sub_task/{id}:\n',
      `openapi.yaml:${lineOf('/task/sub_task/{id}:\n') + 1} the path parameter {id} is not declared`],
    ['another name for a parameter at the same place', '/api/v1/tenant/{name}/lock:', '/api/v1/tenant/{tenant}/lock:',
      `openapi.yaml:${lineOf('/api/v1/tenant/{name}/lock:')} the parameter {tenant} is called {name} in another path`],
    ['a body that nobody binds', 'x-obshell-bind: json', 'x-obshell-bind: none',
      `openapi.yaml:${lineOf('x-obshell-bind: json')} logout has a JSON body but binds none`],
    ['a property that is not what Go says', 'x-obshell-go: Port int }', 'x-obshell-go: Port string }',
      `openapi.yaml:${lineOf('x-obshell-go: Port int }')} AgentInfo.port is not what its Go field says; it would be {"type":"string"}`],
    ['a body property without its Go field', ', x-obshell-go: ZoneName string }', ' }',
      `openapi.yaml:${lineOf(', x-obshell-go: ZoneName string }')} JoinApiParam.zoneName is bound from bodies: x-obshell-go must be its Go field, like \`Port int\``],
    ['a required key that is none', 'required: [agentInfo, zoneName]', 'required: [agentInfo, zone]',
      `openapi.yaml:${joinParam + 4} zone is required but no property`],
    ['a schema that nothing uses', '\n    GitInfo:\n      type: object', '\n    Unused: { type: string }\n    GitInfo:\n      type: object',
      `openapi.yaml:${lineOf('\n    GitInfo:\n      type: object') + 1} Unused is used nowhere: remove it`],
    ['text that is no YAML', 'openapi: 3.1.0', 'openapi: [3.1.0',
      `openapi.yaml:${lineOf('info:\n')} Flow sequence in block collection must be sufficiently indented and end with a ] at line ${lineOf('info:\n')}, column 1:`],
  ])('%s', (_what, text, replacement, problem) => {
    expect(problemsAfter(text, replacement)).toContain(problem)
  })

  test('everything at once, by line', () => {
    const broken = document.replace('x-obshell-bind: none', 'x-obshell-bind: some').replace('x-obshell-auth: login', 'x-obshell-auth: password')
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
        default: { description: Not., content: { application/json: { schema: { $ref: '#/components/schemas/Envelope' } } } }
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
