import { expectTypeOf, test } from 'vitest'
import type { ActionInput, ConditionInput, EventInput, FailureInput, FaultInput, ReplyInput, RequestConditionInput, TaskRuleInput, TimelineInput, WorkConditionInput, WorkInput } from '../src/index.ts'
import type { ActionsDocument, CallDocument, TimelineDocument } from '../src/scenario/document-timeline.ts'
import type { ReplyDocument, RequestConditionDocument, RequestRuleDocument } from '../src/scenario/document-requests.ts'
import type { EventDocument, FailureDocument, TaskRuleDocument, WorkConditionDocument, WorkReferenceDocument } from '../src/scenario/document-work.ts'

// Judged by `npm run types`: what is written down for people is what the reader of scenario files takes, key for key.
test('the types of what is given are those of a scenario file', () => {
  expectTypeOf<keyof FaultInput>().toEqualTypeOf<keyof RequestRuleDocument>()
  expectTypeOf<FaultInput['drop']>().toExtend<RequestRuleDocument['drop']>()
  expectTypeOf<FaultInput['times']>().toEqualTypeOf<RequestRuleDocument['times']>()
  expectTypeOf<FaultInput['count']>().toEqualTypeOf<RequestRuleDocument['count']>()
  expectTypeOf<keyof ReplyInput>().toEqualTypeOf<keyof ReplyDocument>()
  expectTypeOf<keyof RequestConditionInput>().toEqualTypeOf<keyof RequestConditionDocument>()
  expectTypeOf<RequestConditionInput['method']>().toEqualTypeOf<RequestConditionDocument['method']>()
  expectTypeOf<RequestConditionInput['via']>().toEqualTypeOf<RequestConditionDocument['via']>()
  expectTypeOf<keyof TaskRuleInput>().toEqualTypeOf<keyof TaskRuleDocument>()
  expectTypeOf<TaskRuleInput['takes']>().toExtend<TaskRuleDocument['takes']>()
  expectTypeOf<keyof WorkConditionInput>().toEqualTypeOf<keyof WorkConditionDocument>()
  expectTypeOf<WorkConditionInput['operator']>().toEqualTypeOf<WorkConditionDocument['operator']>()
  expectTypeOf<keyof WorkInput>().toEqualTypeOf<keyof WorkReferenceDocument>()
  expectTypeOf<keyof EventInput>().toEqualTypeOf<keyof EventDocument>()
  expectTypeOf<EventInput['state']>().toEqualTypeOf<EventDocument['state']>()
  expectTypeOf<keyof FailureInput>().toEqualTypeOf<keyof FailureDocument>()
})

test('of actions and entries of the timeline, too', () => {
  type KeysOf<Union> = Union extends unknown ? keyof Union : never
  type Of<Key extends string> = Extract<ActionInput, Readonly<Record<Key, unknown>>>[Key & keyof Extract<ActionInput, Readonly<Record<Key, unknown>>>]
  expectTypeOf<KeysOf<ActionInput>>().toEqualTypeOf<keyof ActionsDocument | 'call'>()
  expectTypeOf<KeysOf<TimelineInput>>().toEqualTypeOf<keyof TimelineDocument>()
  expectTypeOf<keyof Of<'call'>>().toEqualTypeOf<keyof CallDocument>()
  expectTypeOf<Of<'stop'>>().toExtend<NonNullable<ActionsDocument['stop']>>()
  expectTypeOf<Of<'restart'>>().toExtend<NonNullable<ActionsDocument['restart']>>()
  expectTypeOf<keyof Of<'observer'>>().toEqualTypeOf<keyof NonNullable<ActionsDocument['observer']>>()
  expectTypeOf<Of<'lock'>>().toExtend<NonNullable<ActionsDocument['lock']>>()
  expectTypeOf<Of<'operator'>>().toExtend<NonNullable<ActionsDocument['operator']>>()
  expectTypeOf<{ readonly stop: 'a'; readonly start: 'a' }>().not.toExtend<{ readonly stop: number }>()
  expectTypeOf<{ readonly held: true }>().toExtend<ConditionInput>()
})
