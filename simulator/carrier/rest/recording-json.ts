import { accountPath, API_VERSION, recordingUrl, type Exchange } from '../exchange.ts'
import { recordingSeconds } from '../recordings/record-call.ts'
import type { Recording } from '../recordings/recording.ts'
import { rfc2822 } from '../time/dates.ts'

/** A recording as REST shows it, with the fields of Twilio's Recording resource. */
export function recordingJson(exchange: Exchange, recording: Recording): Record<string, unknown> {
  const seconds = recordingSeconds(recording)
  const path = accountPath(exchange, `/Recordings/${recording.sid}`)
  return {
    ...sharedFields(exchange, recording),
    duration: seconds === null ? '-1' : String(seconds),
    media_url: recordingUrl(exchange, recording.sid),
    uri: `${path}.json`,
    subresource_uris: {
      add_on_results: `${path}/AddOnResults.json`,
      transcriptions: `${path}/Transcriptions.json`,
    },
  }
}

/** The same below its call, where the resource has a track and no media address. */
export function callRecordingJson(
  exchange: Exchange,
  recording: Recording,
): Record<string, unknown> {
  const seconds = recordingSeconds(recording)
  return {
    ...sharedFields(exchange, recording),
    duration: seconds === null ? null : String(seconds),
    track: recording.track,
    uri: accountPath(exchange, `/Calls/${recording.callSid}/Recordings/${recording.sid}.json`),
  }
}

function sharedFields(exchange: Exchange, recording: Recording): Record<string, unknown> {
  return {
    account_sid: exchange.accountSid,
    api_version: API_VERSION,
    call_sid: recording.callSid,
    conference_sid: null,
    date_created: rfc2822(recording.startedAtMs),
    date_updated: rfc2822(recording.updatedAtMs),
    start_time: rfc2822(recording.startedAtMs),
    sid: recording.sid,
    price: null,
    price_unit: 'USD',
    status: recording.status,
    channels: recording.channels,
    source: recording.source,
    error_code: null,
    encryption_details: null,
  }
}
