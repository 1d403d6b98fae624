import twilio from 'twilio'
import { expect, test } from 'vitest'
import { ask, attacked } from './attack.ts'
import { openStream, startFrame } from './signed-start.ts'

const refused = 1008

/** A genuine call: what the carrier is told to put into its stream. */
async function ticketOf(callSid: string): Promise<string> {
  const fields = {
    AccountSid: attacked.accountSid,
    CallSid: callSid,
    From: '+14155550111',
    To: '+14155550100',
    CallStatus: 'ringing',
    Direction: 'inbound',
  }
  const token = attacked.secrets['TWILIO_AUTH_TOKEN'] ?? ''
  const response = await ask('/twiml', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(
        token,
        `${attacked.url}/twiml`,
        fields,
      ),
    },
    body: new URLSearchParams(fields).toString(),
  })
  const ticket = /name="ticket" value="([^"]+)"/.exec(await response.text())?.[1]
  if (ticket === undefined) throw new Error(`No ticket in an answer of ${response.status}`)
  return ticket
}

/** The code with which a stream is closed that says this first; 0: it is still open after a second. */
async function outcome(frame: string): Promise<number> {
  const socket = await openStream()
  socket.on('error', () => undefined)
  socket.send(frame)
  const code = await new Promise<number>((resolve) => {
    socket.on('close', resolve)
    setTimeout(() => resolve(0), 1_000)
  })
  socket.terminate()
  return code
}

test('[SEC-17] a ticket opens the stream of its own call and account, once', async () => {
  const [mine, other] = [`CA${'4'.repeat(32)}`, `CA${'5'.repeat(32)}`]
  const ticket = await ticketOf(mine)
  const theirs = await ticketOf(other)
  expect(ticket.length).toBeGreaterThanOrEqual(43)
  expect(await outcome(startFrame(ticket, other))).toBe(refused)
  expect(await outcome(startFrame(theirs, mine))).toBe(refused)
  expect(await outcome(startFrame(ticket, mine, `AC${'9'.repeat(32)}`))).toBe(refused)
  // The model answers nothing here, so a stream that is let in may soon end, but not as refused.
  expect(await outcome(startFrame(ticket, mine))).not.toBe(refused)
  expect(await outcome(startFrame(ticket, mine))).toBe(refused)
})
