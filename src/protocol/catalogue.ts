import { catalogueData } from './catalogue-data.ts'

/** One error of the agent: what a refusal with this code looks like on the wire (wire.md §1.2, errors.csv). */
export interface CatalogueEntry {
  /** The HTTP status. */
  readonly status: number
  /** The legacy number, sent beside `errCode` by the authentication family only. */
  readonly code?: number
  /** The English text, a Go format (`sprintf.ts`). */
  readonly template: string
  /** The Chinese text; its verbs are those of the English one, save where the agent itself errs. */
  readonly templateZh: string
  /** What is sent, where it is not the key: the second template of a code. */
  readonly errCode?: string
}

/** The key of an error, of the agent or of the simulator. Three keys are second templates of a code (`CatalogueEntry.errCode`). */
export type ErrCode = keyof typeof catalogueData | keyof typeof simulatorCatalogue

/** The entry of a key. */
export function entryOf(errCode: ErrCode): CatalogueEntry {
  return errCode in simulatorCatalogue ? simulatorCatalogue[errCode as keyof typeof simulatorCatalogue] : catalogueData[errCode as keyof typeof catalogueData]
}

/** The code that is sent for a key. */
export function sentCode(errCode: ErrCode): string {
  return entryOf(errCode).errCode ?? errCode
}

/** Whether a text, from a scenario file say, is the key of an error. */
export function isErrCode(text: string): text is ErrCode {
  return Object.hasOwn(catalogueData, text) || Object.hasOwn(simulatorCatalogue, text)
}

/** All keys, the agent's first, in the order of the tables. */
export function errCodes(): ErrCode[] {
  return [...Object.keys(catalogueData), ...Object.keys(simulatorCatalogue)] as ErrCode[]
}

/**
 * What only the simulator says, in a table of its own: to copy both into one would take 2 ms of each start. Its codes begin with
 * `Simulator.`, so that nobody takes them for the agent's.
 */
const simulatorCatalogue = {
  'Simulator.NotImplemented': {
    status: 501,
    template: 'Operation %s is not implemented by the simulator: see docs/coverage.md',
    templateZh: '模拟器尚未实现操作 %s：参见 docs/coverage.md',
  },
  'Simulator.BodyTooLarge': {
    status: 413,
    template: 'The request body is larger than --max-body (%s bytes)',
    templateZh: '请求体超过 --max-body 的限制（%s 字节）',
  },
  'Simulator.Bug': {
    status: 500,
    template: 'Unexpected error: simulator bug: %s',
    templateZh: '非预期错误：模拟器缺陷：%s',
  },
} satisfies Record<string, CatalogueEntry>
