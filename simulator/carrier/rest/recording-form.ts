import { z } from 'zod'
import type { RecordingRequest } from '../recordings/recording.ts'
import { method, repeated, url } from './form-fields.ts'

/** The recording parameters that a new call and a new recording share. */
export const recordingFormSchema = z.object({
  RecordingChannels: z.enum(['mono', 'dual']).default('mono'),
  RecordingTrack: z.enum(['both', 'inbound', 'outbound']).default('both'),
  RecordingStatusCallback: url(21609).optional(),
  RecordingStatusCallbackMethod: method,
  RecordingStatusCallbackEvent: repeated(['in-progress', 'completed', 'absent', 'failed']),
  Trim: z.enum(['trim-silence', 'do-not-trim']).default('do-not-trim'),
})

/** What is to be recorded, from the parsed parameters. */
export function recordingRequest(
  form: z.infer<typeof recordingFormSchema>,
): Omit<RecordingRequest, 'source'> {
  const events = form.RecordingStatusCallbackEvent
  const address = form.RecordingStatusCallback
  return {
    channels: form.RecordingChannels === 'dual' ? 2 : 1,
    track: form.RecordingTrack,
    trims: form.Trim === 'trim-silence',
    callback:
      address === undefined
        ? null
        : {
            url: address,
            method: form.RecordingStatusCallbackMethod,
            events: events.length > 0 ? events : ['completed'],
          },
  }
}
