import twilio from 'twilio'
import { parseTwiml } from '#simulator/carrier/twiml/parse-twiml.ts'
import type { Program } from '#simulator/carrier/twiml/program.ts'

export type Webhooks = {
  /** Asks what to do with a call; null: the application failed to say. */
  ask(url: string, fields: Record<string, string>): Promise<Program | null>
  /** Tells news; a callback may get lost, as the vendor's may. */
  tell(url: string, fields: Record<string, string>): Promise<void>
}

/** Twilio gives an application this long. */
const ANSWER_WITHIN_MS = 15_000

/** The carrier's requests, signed, each tried once more when no connection came about. */
export function createWebhooks(account: { accountSid: string; authToken: string }): Webhooks {
  async function post(url: string, fields: Record<string, string>): Promise<Response> {
    const form = { AccountSid: account.accountSid, ...fields }
    const request = () =>
      fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-twilio-signature': twilio.getExpectedTwilioSignature(account.authToken, url, form),
        },
        body: new URLSearchParams(form).toString(),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      })
    return request().catch(request)
  }
  return {
    async ask(url, fields) {
      const response = await post(url, fields).catch(() => null)
      if (!response?.ok) return null
      const parsed = parseTwiml(await response.text(), url)
      return parsed.ok ? parsed.program : null
    },
    async tell(url, fields) {
      const response = await post(url, fields).catch(() => null)
      await response?.arrayBuffer()
    },
  }
}
