import tseslint from 'typescript-eslint'

/**
 * The arrows of docs/architecture.md: what each folder of src may import, and nothing else of ours.
 * A folder is entered through its index.ts; `simulation.ts`, `app.ts`, `index.ts` and `vitest.ts` are rooms of one file.
 */
const arrows = {
  clock: [],
  protocol: [],
  task: ['clock'],
  cluster: ['clock'],
  dags: ['task', 'cluster', 'clock'],
  faults: ['clock', 'task'],
  journal: ['clock', 'task', 'faults'],
  world: ['clock', 'task', 'cluster', 'faults', 'journal'],
  simulation: ['world', 'clock', 'task', 'cluster', 'dags', 'faults', 'journal'],
  openapi: ['protocol'],
  operations: ['journal', 'simulation', 'dags', 'task', 'cluster', 'clock', 'openapi', 'protocol'],
  dispatch: ['faults', 'journal', 'world', 'operations', 'openapi', 'protocol', 'simulation', 'task', 'cluster', 'clock', 'dags'],
  actions: ['journal', 'dispatch', 'openapi', 'operations', 'protocol', 'simulation', 'faults', 'dags', 'task', 'cluster', 'clock'],
  scenario: ['actions', 'journal', 'faults', 'dispatch', 'operations', 'simulation', 'dags', 'task', 'cluster', 'clock', 'openapi', 'protocol'],
  exchange: ['task', 'journal', 'faults', 'dispatch', 'operations', 'openapi', 'protocol', 'simulation', 'cluster', 'clock'],
  app: ['exchange', 'dispatch', 'operations', 'openapi', 'protocol', 'simulation', 'cluster', 'clock'],
  steering: ['journal', 'faults', 'scenario', 'simulation', 'task', 'cluster', 'clock', 'openapi', 'protocol'],
  control: ['steering', 'journal', 'faults', 'scenario', 'simulation', 'task', 'cluster', 'clock', 'protocol'],
  server: ['journal', 'faults', 'app', 'control', 'scenario', 'dispatch', 'simulation', 'task', 'cluster', 'clock', 'openapi', 'protocol'],
  explain: ['journal', 'faults', 'transcript', 'server', 'scenario', 'app', 'simulation', 'dags', 'task', 'cluster', 'clock', 'openapi', 'protocol'],
  transcript: ['steering', 'journal', 'faults', 'simulation', 'task', 'server', 'scenario', 'app', 'protocol', 'clock'],
  cli: ['explain', 'transcript', 'server', 'scenario', 'cluster', 'clock', 'protocol'],
  'in-process': ['steering', 'journal', 'faults', 'server', 'scenario', 'simulation', 'task', 'cluster', 'clock', 'dispatch', 'protocol', 'openapi'],
  index: ['in-process', 'steering', 'scenario', 'simulation', 'journal'],
  vitest: ['index'],
}

/** Folders that are pure: values in, values out. The reason stands in the message. */
const pure = ['clock', 'task', 'cluster', 'dags', 'faults', 'journal', 'operations', 'dispatch', 'actions', 'exchange', 'simulation']
/** Folders that own real time, entropy, files or the process. */
const owners = { time: ['server', 'cli'], files: ['server', 'cli', 'scenario', 'transcript'], process: ['server', 'cli', 'in-process'] }

const rooms = Object.keys(arrows)
const filesOf = (room) => ['simulation', 'app', 'index', 'vitest'].includes(room) ? [`src/${room}.ts`] : [`src/${room}/**/*.ts`]

const clockReason = 'Time is virtual: take it from the world’s Clock (src/clock). Only src/server and src/cli meet the wall clock.'
const chanceReason = 'All chance comes from the seed: take a substream of Random (src/clock/random.ts).'
const processReason = 'The process belongs to src/cli, src/server and src/in-process: pass what you need as an argument.'
const filesReason = 'Files belong to src/scenario, src/server and src/cli: pass the text as an argument.'

function arrowRule(room) {
  const allowed = new Set([room, ...arrows[room]])
  const forbidden = rooms.filter((other) => !allowed.has(other))
  const patterns = []
  if (forbidden.length > 0) {
    patterns.push({
      regex: `^\\.\\./(?:\\.\\./)*(?:${forbidden.join('|')})(?:/|\\.ts$)`,
      message: `src/${room} may import ${arrows[room].join(', ') || 'nothing of ours'} (docs/architecture.md); pass the value in, or move the code to the room that may know it.`,
    }, {
      regex: `^\\./(?:${forbidden.join('|')})(?:/|\\.ts$)`,
      message: `src/${room}.ts may import ${arrows[room].join(', ') || 'nothing of ours'} (docs/architecture.md).`,
    })
  }
  patterns.push({
    regex: `^(?:\\.\\./)+(?:${rooms.join('|')})/(?!index\\.ts$).+`,
    message: 'Enter a folder by its index.ts: that is the front door, the rest may change.',
  })
  if (pure.includes(room)) {
    patterns.push({ regex: '^hono|^@hono/', message: 'The world knows nothing of HTTP: values in, values out.' })
  }
  const files = owners.files.includes(room) ? [] : ['fs', 'node:fs', 'fs/promises', 'node:fs/promises']
  const timers = owners.time.includes(room) ? [] : ['timers', 'node:timers', 'node:timers/promises']
  const proc = owners.process.includes(room) ? [] : ['process', 'node:process', 'child_process', 'node:child_process']
  const entropy = pure.includes(room) ? [{ name: 'node:crypto', importNames: ['randomBytes', 'randomUUID', 'randomInt', 'getRandomValues', 'webcrypto'], message: chanceReason }] : []
  return ['error', {
    paths: [
      ...entropy,
      ...files.map((name) => ({ name, message: filesReason })),
      ...timers.map((name) => ({ name, message: clockReason })),
      ...proc.map((name) => ({ name, message: processReason })),
    ],
    patterns,
  }]
}

function globalsRule(room) {
  const names = []
  if (!owners.time.includes(room)) {
    for (const name of ['Date', 'setTimeout', 'setInterval', 'setImmediate', 'performance', 'queueMicrotask']) names.push({ name, message: clockReason })
  }
  if (!owners.process.includes(room)) names.push({ name: 'process', message: processReason })
  if (pure.includes(room)) names.push({ name: 'Promise', message: 'The world does not wait: a reply that comes later is parked as state.' })
  return names.length > 0 ? ['error', ...names] : 'off'
}

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'src/openapi/generated/', 'coverage/'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: chanceReason }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  ...rooms.map((room) => ({
    files: filesOf(room),
    ignores: ['src/**/*.test.ts'],
    rules: {
      'no-restricted-imports': arrowRule(room),
      'no-restricted-globals': globalsRule(room),
      ...(pure.includes(room) ? {
        'no-restricted-syntax': ['error',
          { selector: 'ImportExpression', message: 'The world does not wait, and its arrows are linted: import at the top.' },
          { selector: 'MemberExpression[object.name="globalThis"]', message: 'No globals by the back door.' },
          { selector: ':function[async=true]', message: 'The world does not wait: no async here (docs/architecture.md).' },
          { selector: 'AwaitExpression', message: 'The world does not wait: no await here (docs/architecture.md).' }],
      } : {}),
    },
  })),
)
