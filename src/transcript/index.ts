/**
 * Transcripts: requests and what must come back, whole, beside the scenario they prove. They run in this process, and by `obshell-sim check`.
 *
 * @module
 */
export { titleOf, type Ask, type Step, type TranscriptDocument } from './document.ts'
export { checkTranscript, findTranscripts, readTranscriptFile, scenarioOfTranscript, TranscriptNotFound, type Checked, type CheckedStep } from './file.ts'
export { playTranscript, standingStill, type Got, type Mismatch, type PlayOptions, type TranscriptResult } from './play.ts'
export { prepare, type Prepared } from './prepare.ts'
export { prettyJson } from './pretty.ts'
export { readTranscript, TranscriptError, type ReadTranscript } from './read.ts'
export { jsonReport } from './report/json.ts'
export { junitReport } from './report/junit.ts'
export { prettyReport, summaryLine } from './report/pretty.ts'
