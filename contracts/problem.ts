import { z } from 'zod'

/**
 * Every way a request can be refused, as the last part of the problem's `type`
 * (RFC 9457). The list is closed, so that programs can switch on it.
 */
export const problemCodeSchema = z.enum([
  'bad-request',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'agent-not-found',
  'agent-name-taken',
  'agent-is-default',
  'call-not-found',
  'call-ended',
  'call-not-live',
  'number-not-ours',
  'recording-not-found',
  'recording-gone',
  'recording-not-ready',
  'range-not-satisfiable',
  'format-unavailable',
  'call-held',
  'view-not-found',
  'search-too-wide',
  'carrier-refused',
  'carrier-unreachable',
  'model-unreachable',
  'relay-unreachable',
  'already-set-up',
  'key-not-found',
  'person-not-found',
  'last-owner',
  'invitation-not-found',
  'session-not-found',
  'email-taken',
  'link-used',
  'password-wrong',
  'code-wrong',
  'two-factor-state',
  'dial-refused',
  'limit-reached',
  'too-many-requests',
  'body-too-large',
  'request-timeout',
  'unsupported-media-type',
  'internal',
])
export type ProblemCode = z.infer<typeof problemCodeSchema>

/** An RFC 9457 problem document, as every failed request answers it. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  /** Quote this when asking for help: the same id stands in the log. */
  requestId: z.string().optional(),
  /** The vendor's own code, e.g. Twilio's 21215. */
  vendorCode: z.number().int().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof problemSchema>
