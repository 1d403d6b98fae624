import { once } from 'node:events'
import twilio from 'twilio'
import { WebSocket } from 'ws'
import { attacked } from './attack.ts'

const token = attacked.secrets['TWILIO_AUTH_TOKEN'] ?? ''
const streamUrl = `${attacked.url.replace(/^http/, 'ws')}/media-stream`

/** What the carrier signs a stream's upgrade with. */
export const signedUpgrade = {
  'x-twilio-signature': twilio.getExpectedTwilioSignature(token, streamUrl, {}),
}

/** A media stream whose upgrade is signed, and that has said nothing yet. */
export async function openStream(): Promise<WebSocket> {
  const socket = new WebSocket(streamUrl, { headers: signedUpgrade })
  await once(socket, 'open')
  return socket
}

/** The first message of a call's media stream. */
export function startFrame(ticket: string, callSid: string, accountSid = attacked.accountSid) {
  const streamSid = `MZ${callSid.slice(2)}`
  return JSON.stringify({
    event: 'start',
    sequenceNumber: '1',
    streamSid,
    start: {
      streamSid,
      accountSid,
      callSid,
      tracks: ['inbound'],
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8_000, channels: 1 },
      customParameters: { ticket },
    },
  })
}

/** The code with which a stream is closed that says this first; 0: it is still open after a second. */
export async function outcome(frame: string): Promise<number> {
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
