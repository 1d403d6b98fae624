import type { Config } from '../config.ts'

export type MediaAnswer =
  | {
      ok: true
      body: AsyncIterable<Uint8Array>
      /** Null when the carrier does not say how much will come. */
      bytes: number | null
    }
  | { ok: false; reason: string }

/** A recording's audio at the carrier. */
export type CarrierMedia = {
  /**
   * Opens the two-channel WAV of a recording. The body must be read to its end
   * or given up through `signal`; it throws when the connection breaks.
   */
  open(recordingSid: string, signal: AbortSignal): Promise<MediaAnswer>
}

type Account = Pick<Config, 'TWILIO_ACCOUNT_SID' | 'TWILIO_AUTH_TOKEN' | 'TWILIO_API_BASE_URL'>

/**
 * Downloads from Twilio (Twilio's docs, "Recordings resource: fetch a
 * Recording's media"). The SDK cannot; redirects, to the storage behind it, are
 * followed, and `fetch` leaves our credentials behind when the origin changes.
 */
export function createCarrierMedia(config: Account): CarrierMedia {
  const { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: token } = config
  const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`
  return {
    async open(recordingSid, signal) {
      const path = `/2010-04-01/Accounts/${account}/Recordings/${recordingSid}.wav`
      const url = new URL(`${path}?RequestedChannels=2`, config.TWILIO_API_BASE_URL)
      const response = await fetch(url, { headers: { authorization }, signal })
      if (response.ok && response.body !== null) {
        return { ok: true, body: response.body, bytes: bytesOf(response) }
      }
      await response.body?.cancel()
      return { ok: false, reason: `The carrier answered with status ${response.status}.` }
    },
  }
}

/** The length of what we read: with a content coding, the header counts something else. */
function bytesOf(response: Response): number | null {
  const length = response.headers.get('content-length')
  if (length === null || response.headers.has('content-encoding')) return null
  return Number(length)
}
