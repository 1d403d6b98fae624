import twilio from 'twilio'

/** A genuine call: what the carrier is told to put into the stream of one that rings at this product. */
export async function ticketOf(
  callSid: string,
  product: { url: string; accountSid: string; secrets: Record<string, string> },
): Promise<string> {
  const fields = {
    AccountSid: product.accountSid,
    CallSid: callSid,
    From: '+14155550111',
    To: '+14155550100',
    CallStatus: 'ringing',
    Direction: 'inbound',
  }
  const url = `${product.url}/twiml`
  const token = product.secrets['TWILIO_AUTH_TOKEN'] ?? ''
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(token, url, fields),
    },
    body: new URLSearchParams(fields).toString(),
    signal: AbortSignal.timeout(30_000),
  })
  const ticket = /name="ticket" value="([^"]+)"/.exec(await response.text())?.[1]
  if (ticket === undefined) throw new Error(`No ticket in an answer of ${response.status}`)
  return ticket
}
