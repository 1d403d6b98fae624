/** TwiML, as the carrier wants it (Twilio's docs, "TwiML: content type"). */
export function twimlResponse(twiml: string): Response {
  return new Response(twiml, { headers: { 'content-type': 'text/xml; charset=utf-8' } })
}
