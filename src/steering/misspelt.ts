import type { Words } from '../journal/index.ts'
import { Names, type Places } from '../scenario/index.ts'

/** What is wrong with the names of a DAG and a node, as a scenario file is told. */
export const misspeltWork: Words['work'] = (named) => {
  const names = new Names({ agents: [], agentNames: [], told: [], places: nowhere })
  names.work(named, [])
  return names.problems.map(({ path = [], message }) => ({ key: path.at(-1) === 'node' ? 'node' : 'dag', message }))
}

/** Only a text has places. */
const nowhere: Places = {
  at: (path, code, message) => ({ line: 1, column: 1, code, path, message }),
  nameOf: (path) => path.map(String).join('.'),
  isWithin: () => false,
}
