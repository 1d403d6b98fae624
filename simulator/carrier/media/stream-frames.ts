/**
 * The frames that a media stream carries to the application, as text. Numbers are strings, except
 * in `mediaFormat` (seen on the wire and in Twilio's docs, "WebSocket messages").
 */
export type StreamIdentity = { streamSid: string; callSid: string; accountSid: string }

export const CONNECTED_FRAME = JSON.stringify({
  event: 'connected',
  protocol: 'Call',
  version: '1.0.0',
})

/** The second frame: who is calling whom, and the `<Parameter>`s of the TwiML. */
export function startFrame(
  identity: StreamIdentity,
  sequence: number,
  customParameters: Readonly<Record<string, string>>,
): string {
  const { streamSid, callSid, accountSid } = identity
  return JSON.stringify({
    event: 'start',
    sequenceNumber: String(sequence),
    start: {
      accountSid,
      streamSid,
      callSid,
      tracks: ['inbound'],
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8_000, channels: 1 },
      customParameters,
    },
    streamSid,
  })
}

/** 20 ms of what the person says. Written by hand, because this is every frame of every call. */
export function mediaFrame(
  streamSid: string,
  sequence: number,
  chunk: number,
  timestampMs: number,
  payload: string,
): string {
  return (
    `{"event":"media","sequenceNumber":"${sequence}","media":{"track":"inbound",` +
    `"chunk":"${chunk}","timestamp":"${timestampMs}","payload":"${payload}"},"streamSid":"${streamSid}"}`
  )
}

/** A mark, back to the one who set it: playback got there, or was cleared. */
export function markFrame(streamSid: string, sequence: number, name: string): string {
  return JSON.stringify({
    event: 'mark',
    sequenceNumber: String(sequence),
    streamSid,
    mark: { name },
  })
}

/** A key pressed by the person. */
export function dtmfFrame(streamSid: string, sequence: number, digit: string): string {
  return JSON.stringify({
    event: 'dtmf',
    streamSid,
    sequenceNumber: String(sequence),
    dtmf: { track: 'inbound_track', digit },
  })
}

/** The last frame, when the call or the TwiML that opened the stream is over. */
export function stopFrame(identity: StreamIdentity, sequence: number): string {
  const { streamSid, callSid, accountSid } = identity
  return JSON.stringify({
    event: 'stop',
    sequenceNumber: String(sequence),
    streamSid,
    stop: { accountSid, callSid },
  })
}
