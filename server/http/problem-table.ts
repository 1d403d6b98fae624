import type { ProblemCode } from '#contracts/problem.ts'

/** Status and title of every problem: the one place where a refusal becomes HTTP. */
export const problemTable: Record<ProblemCode, { status: number; title: string }> = {
  'bad-request': { status: 400, title: 'The request is not as expected' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Changed meanwhile' },
  'agent-not-found': { status: 404, title: 'No such agent' },
  'agent-name-taken': { status: 409, title: 'The name is taken' },
  'agent-is-default': { status: 409, title: 'The default agent stays' },
  'call-not-found': { status: 404, title: 'No such call' },
  'call-ended': { status: 409, title: 'The call has ended' },
  'call-not-live': { status: 409, title: 'The call is not live' },
  'number-not-ours': { status: 422, title: 'Not one of our numbers' },
  'recording-not-found': { status: 404, title: 'No such recording' },
  'recording-gone': { status: 410, title: 'The recording is gone' },
  'recording-not-ready': { status: 409, title: 'The recording is not ready yet' },
  'range-not-satisfiable': { status: 416, title: 'No such range' },
  'format-unavailable': { status: 501, title: 'This format cannot be made here' },
  'call-held': { status: 409, title: 'The call is held' },
  'view-not-found': { status: 404, title: 'No such view' },
  'search-too-wide': { status: 422, title: 'Too much to look through' },
  'carrier-refused': { status: 422, title: 'The carrier refused' },
  'carrier-unreachable': { status: 502, title: 'The carrier does not answer' },
  'model-unreachable': { status: 502, title: 'The model does not answer' },
  'relay-unreachable': { status: 503, title: 'The relay does not answer' },
  'already-set-up': { status: 409, title: 'Set up already' },
  'key-not-found': { status: 404, title: 'No such key' },
  'person-not-found': { status: 404, title: 'No such person' },
  'last-owner': { status: 409, title: 'The last owner stays' },
  'invitation-not-found': { status: 404, title: 'No such invitation' },
  'session-not-found': { status: 404, title: 'No such session' },
  'email-taken': { status: 409, title: 'The address has an account already' },
  'link-used': { status: 410, title: 'The link does not work any more' },
  'password-wrong': { status: 403, title: 'The password is wrong' },
  'code-wrong': { status: 403, title: 'The code is wrong' },
  'two-factor-state': { status: 409, title: 'The second factor is not in that state' },
  'dial-refused': { status: 403, title: 'This number may not be called' },
  'limit-reached': { status: 429, title: 'A spending limit is reached' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'body-too-large': { status: 413, title: 'The request is too large' },
  'request-timeout': { status: 408, title: 'The request took too long to come' },
  'unsupported-media-type': { status: 415, title: 'Not a format that is understood' },
  internal: { status: 500, title: 'Something went wrong here' },
}

/** The `type` of a problem document (RFC 9457): a name, not an address. */
export function problemType(code: ProblemCode): string {
  return `urn:switchboard:problem:${code}`
}
