/**
 * An uploaded file in a multipart form, found as Go's `Request.FormFile` finds it, with Go's reasons when it does not. The form is fed piece
 * by piece, and only what is asked of the file is kept: its size, its digest, its first bytes.
 *
 * @module
 */
export { FormFileReader, readFormFile, type FormFile } from './reader.ts'
