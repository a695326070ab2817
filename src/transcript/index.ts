/**
 * Transcripts: requests and what must come back, whole, beside the scenario they prove. They run in this process, and by `obshell-sim check`.
 *
 * @module
 */
export { checkTranscript, findTranscripts, type Checked } from './file.ts'
export { prettyJson } from './pretty.ts'
export { runTranscript, type Mismatch, type TranscriptResult } from './run.ts'
