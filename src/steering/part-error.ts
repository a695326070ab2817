import { ScenarioError, type Problem } from '../scenario/index.ts'

/** Everything wrong with a rule, an action or a condition that was given by itself: it has paths, and no lines. */
export class PartError extends ScenarioError {
  constructor(problems: readonly Problem[]) {
    super('<request>', problems)
    this.message = problems.map(({ path = [], message }) => placed(path.map(String).join('.'), message)).join('\n')
  }
}

/** `when.agent: no agent is called …`; a message that begins with its place has said it. */
export function placed(at: string, message: string): string {
  return at === '' || new RegExp(`^${at.replace(/[^\w]/g, '\\$&')}\\b`).test(message) ? message : `${at}: ${message}`
}
