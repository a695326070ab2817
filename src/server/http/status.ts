/** Reason phrases of Go's `http.StatusText`. Node's own table differs at 413, 414, 416, 418 and 509. */
const reasons = new Map<number, string>([
  [100, 'Continue'], [101, 'Switching Protocols'], [102, 'Processing'], [103, 'Early Hints'],
  [200, 'OK'], [201, 'Created'], [202, 'Accepted'], [203, 'Non-Authoritative Information'], [204, 'No Content'], [205, 'Reset Content'],
  [206, 'Partial Content'], [207, 'Multi-Status'], [208, 'Already Reported'], [226, 'IM Used'],
  [300, 'Multiple Choices'], [301, 'Moved Permanently'], [302, 'Found'], [303, 'See Other'], [304, 'Not Modified'], [305, 'Use Proxy'],
  [307, 'Temporary Redirect'], [308, 'Permanent Redirect'],
  [400, 'Bad Request'], [401, 'Unauthorized'], [402, 'Payment Required'], [403, 'Forbidden'], [404, 'Not Found'],
  [405, 'Method Not Allowed'], [406, 'Not Acceptable'], [407, 'Proxy Authentication Required'], [408, 'Request Timeout'],
  [409, 'Conflict'], [410, 'Gone'], [411, 'Length Required'], [412, 'Precondition Failed'], [413, 'Request Entity Too Large'],
  [414, 'Request URI Too Long'], [415, 'Unsupported Media Type'], [416, 'Requested Range Not Satisfiable'], [417, 'Expectation Failed'],
  [418, 'I\'m a teapot'], [421, 'Misdirected Request'], [422, 'Unprocessable Entity'], [423, 'Locked'], [424, 'Failed Dependency'],
  [425, 'Too Early'], [426, 'Upgrade Required'], [428, 'Precondition Required'], [429, 'Too Many Requests'],
  [431, 'Request Header Fields Too Large'], [451, 'Unavailable For Legal Reasons'],
  [500, 'Internal Server Error'], [501, 'Not Implemented'], [502, 'Bad Gateway'], [503, 'Service Unavailable'], [504, 'Gateway Timeout'],
  [505, 'HTTP Version Not Supported'], [506, 'Variant Also Negotiates'], [507, 'Insufficient Storage'], [508, 'Loop Detected'],
  [510, 'Not Extended'], [511, 'Network Authentication Required'],
])

const lines10 = new Map([...reasons].map(([status, reason]) => [status, `HTTP/1.0 ${status} ${reason}\r\n`]))
const lines11 = new Map([...reasons].map(([status, reason]) => [status, `HTTP/1.1 ${status} ${reason}\r\n`]))

/** The status line with its CRLF; a status without a phrase is spelt `299 status code 299` (net/http `writeStatusLine`). */
export function statusLine(version: '1.0' | '1.1', status: number): string {
  return (version === '1.1' ? lines11 : lines10).get(status) ?? `HTTP/${version} ${String(status).padStart(3, '0')} status code ${status}\r\n`
}

/** net/http `bodyAllowedForStatus`. */
export function allowsBody(status: number): boolean {
  return status >= 200 && status !== 204 && status !== 304
}
