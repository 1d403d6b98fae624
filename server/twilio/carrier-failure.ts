import { z } from 'zod'

/** Why the carrier did not do what it was asked. */
export type CarrierFailure = {
  ok: false
  /** `carrier-unreachable`: no answer at all, so nobody knows whether it was done. */
  problem: 'carrier-refused' | 'carrier-unreachable'
  /** Twilio's error code, e.g. 21215; null when there was no answer, or none with a code. */
  code: number | null
  /** The answer's HTTP status; null when there was none. */
  status: number | null
  /** The carrier's own sentence, or what the network said. */
  message: string
  /** Whether the same request may go through a moment later. */
  retryable: boolean
}

/** Reads what the SDK threw: its exception has the HTTP status; anything else is the network's. */
export function carrierFailure(error: unknown): CarrierFailure {
  const refused = restExceptionSchema.safeParse(error)
  if (refused.success) {
    const { status, code, message } = refused.data
    const retryable = status === 429 || status >= 500
    return { ok: false, problem: 'carrier-refused', code, status, message, retryable }
  }
  return {
    ok: false,
    problem: 'carrier-unreachable',
    code: null,
    status: null,
    message: networkMessage(error),
    retryable: true,
  }
}

/** Whether the carrier said that there is no such thing. */
export function isNotFound(failure: CarrierFailure): boolean {
  return failure.status === 404
}

/** `RestException` of the SDK; an answer that is not the carrier's JSON has no code. */
const restExceptionSchema = z.object({
  status: z.number().int(),
  code: z.number().int().nullable().catch(null),
  message: z.string().catch('The carrier gave no reason.'),
})

function networkMessage(error: unknown): string {
  if (!(error instanceof Error)) return 'The connection failed.'
  // A refused connection to a name with several addresses has no message, only a code.
  const { code } = error as NodeJS.ErrnoException
  return error.message || code || 'The connection failed.'
}
