import type { Recording, RecordingSource } from '#contracts/recording.ts'
import { unreachable } from '#core/unreachable.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { findRecording } from './find-recording.ts'

type AudioRequest = Parameters<AppContext['relay']['readAudio']>[1]
type OpenAudio = { ok: true; recording: Recording; response: Response }

/** A recording whose audio is here to be played; otherwise why it is not. */
export async function findAudio(
  ctx: AppContext,
  recordingSid: string,
): Promise<{ ok: true; recording: Recording } | Refusal> {
  const found = await findRecording(ctx, recordingSid)
  if (!found.ok) return found
  const { state, source, failReason } = found.recording
  switch (state) {
    case 'ready':
      return found
    case 'recording':
      return refuse('recording-not-ready', 'The call is still being recorded.')
    case 'importing':
      return refuse('recording-not-ready', importWords[source])
    case 'absent':
    case 'failed':
    case 'deleted':
      return refuse('recording-gone', failReason ?? 'There is no audio of this recording.')
    default:
      return unreachable(state)
  }
}

const importWords: Record<RecordingSource, string> = {
  relay: 'The relay is putting the recording together. Try again in a moment.',
  carrier: 'The recording is being fetched from the carrier. Try again in a moment.',
}

/** Opens the audio at the relay, which keeps the files. */
export async function openRecordingAudio(
  ctx: AppContext,
  recording: Recording,
  request: AudioRequest,
): Promise<OpenAudio | Refusal> {
  const opened = await ctx.relay.readAudio(recording.recordingSid, request)
  if (!opened.ok) return opened
  const { response } = opened
  if (response.ok || response.status === 416) return { ok: true, recording, response }
  await response.body?.cancel()
  if (response.status === 404) {
    return refuse(
      'recording-gone',
      'The file of this recording is missing where recordings are kept.',
    )
  }
  if (response.status === 501) {
    return refuse('format-unavailable', 'The relay has no ffmpeg to make MP3 with. Take the WAV.')
  }
  if (response.status === 429) {
    const detail = 'Others are being made into MP3 right now. Try again soon, or take the WAV.'
    return refuse('too-many-requests', detail, { retryAfterSeconds: 10 })
  }
  if (response.status === 503) {
    return refuse('relay-unreachable', 'Where recordings are kept does not answer. Try again soon.')
  }
  return refuse('relay-unreachable', `The relay answered with status ${response.status}.`)
}
