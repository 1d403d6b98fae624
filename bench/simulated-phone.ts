/** One caller on the carrier's side of a media stream (Twilio's docs, "Media Streams"). */
import { nowMs } from './clock.ts'
import type { Recorder } from './recorder.ts'
import type { CallToPlace, Cut, StreamDoor } from './side-messages.ts'
import { createPlayback } from './simulated-playback.ts'
import { audioMsOf, readStamp, stampedPayload } from './stamp.ts'
import { connectWire } from './wire-socket.ts'

export type SimulatedPhone = {
  startMs: number
  /** Sends the frames and echoes the marks that are due. */
  beat(atMs: number): void
  hangUp(): Promise<void>
}

const frameMs = 20

type StreamMessage = {
  event: string
  media?: { payload: string }
  mark?: { name: string }
}

/** Connects, says `connected` and `start`, and speaks from then on. */
export async function connectPhone(
  call: CallToPlace,
  door: StreamDoor,
  ports: { recorder: Recorder; onCut: (cut: Cut) => void },
): Promise<SimulatedPhone> {
  const streamSid = `MZ${call.callSid.slice(2)}`
  const socket = await connectWire({
    url: door.url,
    headers: {
      'x-twilio-signature': door.signature,
      'sec-websocket-protocol': 'audio.twilio.com',
    },
  })
  let sequence = 0
  const send = (event: string, rest: string) => {
    sequence += 1
    socket.send(
      `{"event":"${event}","sequenceNumber":"${sequence}","streamSid":"${streamSid}",${rest}}`,
    )
  }
  const playback = createPlayback((name) => send('mark', `"mark":${JSON.stringify({ name })}`))
  let item = 0

  socket.onText = (text) => {
    const atMs = nowMs()
    // The relay under test wrote this; what it gets wrong shows as frames that are missing.
    const message = JSON.parse(text) as StreamMessage
    if (message.event === 'media' && message.media) {
      const { payload } = message.media
      const stamp = readStamp(payload)
      if (stamp) ports.recorder.received(stamp.sentMs, atMs)
      // A piece without a stamp is the rest of one that the relay cut up.
      item = stamp?.item ?? item
      playback.audio(item, audioMsOf(payload), atMs)
    } else if (message.event === 'mark' && message.mark) {
      playback.mark(message.mark.name, atMs)
    } else if (message.event === 'clear') {
      playback.clear(atMs)
      ports.onCut({ call: call.number, clearMs: atMs, heard: playback.heard(atMs) })
      playback.forget()
    }
  }

  socket.send('{"event":"connected","protocol":"Call","version":"1.0.0"}')
  const start = {
    accountSid: door.accountSid,
    streamSid,
    callSid: call.callSid,
    tracks: ['inbound'],
    mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8_000, channels: 1 },
    customParameters: { ticket: call.ticket },
  }
  const startMs = nowMs()
  send('start', `"start":${JSON.stringify(start)}`)
  // The calls of a real exchange do not tick in step.
  let dueMs = startMs + Math.random() * frameMs
  let frames = 0

  return {
    startMs,
    beat(atMs) {
      playback.advance(atMs)
      for (; dueMs <= atMs; dueMs += frameMs) {
        const sentMs = nowMs()
        const payload = stampedPayload({ call: call.number, item: 0, sentMs }, frameMs)
        frames += 1
        const place = `"track":"inbound","chunk":"${frames}","timestamp":"${(frames - 1) * frameMs}"`
        send('media', `"media":{${place},"payload":"${payload}"}`)
        ports.recorder.sent(dueMs, sentMs)
      }
    },
    async hangUp() {
      send(
        'stop',
        `"stop":${JSON.stringify({ accountSid: door.accountSid, callSid: call.callSid })}`,
      )
      socket.close()
      const impatience = setTimeout(() => socket.destroy(), 1_000)
      await socket.closed
      clearTimeout(impatience)
    },
  }
}
