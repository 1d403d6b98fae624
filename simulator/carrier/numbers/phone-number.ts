import { stableSid } from '../sids.ts'
import type { WebhookTarget } from '../twiml/program.ts'

/** One of the account's own numbers, and where its calls go. */
export type PhoneNumber = {
  readonly sid: string
  readonly number: string
  readonly createdAtMs: number
  updatedAtMs: number
  friendlyName: string
  voice: WebhookTarget | null
  voiceFallback: WebhookTarget | null
  statusCallback: WebhookTarget | null
}

/** A number without webhooks. Its id depends on the number alone, so it survives a restart. */
export function phoneNumber(number: string, atMs: number): PhoneNumber {
  return {
    sid: stableSid('PN', number),
    number,
    createdAtMs: atMs,
    updatedAtMs: atMs,
    friendlyName: number,
    voice: null,
    voiceFallback: null,
    statusCallback: null,
  }
}
