import * as z from 'zod'

const ask = z.strictObject({
  agent: z.string(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  path: z.string().startsWith('/'),
  json: z.unknown().optional(),
  password: z.string().optional(),
  agentPassword: z.string().optional(),
  language: z.string().optional(),
  plain: z.boolean().default(false),
})

const step = z.union([
  z.strictObject({
    note: z.string().optional(),
    ask,
    status: z.number().int().optional(),
    /** The whole body, JSON with line breaks. */
    body: z.string().optional(),
    /** What must be in the body, anywhere a map or a list of it is given. */
    contains: z.unknown().optional(),
  }),
  z.strictObject({ note: z.string().optional(), advance: z.string() }),
  z.strictObject({ note: z.string().optional(), settle: z.literal(true) }),
  z.strictObject({ note: z.string().optional(), stop: z.string() }),
  z.strictObject({ note: z.string().optional(), start: z.string() }),
])

/** A transcript: requests and what must come back, with moves between them. */
export const transcriptDocument = z.strictObject({
  scenario: z.string().default('scenario.yaml'),
  steps: z.array(step).min(1),
})

export type TranscriptDocument = z.infer<typeof transcriptDocument>
export type Ask = z.infer<typeof ask>
export type Step = z.infer<typeof step>
