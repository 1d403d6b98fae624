import { z } from 'zod'
import type { Call } from '../calls/call.ts'
import { goOn, type Exchange } from '../exchange.ts'
import { finishRecording, setStatus, startRecording } from '../recordings/record-call.ts'
import type { Recorder } from '../recordings/recorder.ts'
import type { Recording } from '../recordings/recording.ts'
import { refuseFields } from './call-form.ts'
import { notInProgress, withCall } from './calls.ts'
import { isWithin } from './date-filter.ts'
import { pageOf } from './paging.ts'
import { recordingFormSchema, recordingRequest } from './recording-form.ts'
import { callRecordingJson, recordingJson } from './recording-json.ts'
import { created, notFound, ok } from './reply.ts'
import { fieldsOf, type RestHandler, type RestRequest } from './rest-request.ts'

/** `GET Recordings.json`: newest first, of one call if asked. */
export const listRecordings: RestHandler = (exchange, request) => {
  const { query } = request
  const recordings = exchange.recordings
    .list()
    .filter(({ callSid }) => !query.has('CallSid') || query.get('CallSid') === callSid)
    .filter(({ startedAtMs }) => isWithin(query, 'DateCreated', startedAtMs))
  const shown = recordings.map((recording) => recordingJson(exchange, recording))
  return ok(pageOf('recordings', shown, request))
}

/** `GET Recordings/{sid}.json`. */
export const fetchRecording: RestHandler = (exchange, request) => {
  const recording = exchange.recordings.get(request.sids[0] ?? '')
  return recording ? ok(recordingJson(exchange, recording)) : notFound(request.path)
}

/** `DELETE Recordings/{sid}.json`: the media is gone at once. */
export const deleteRecording: RestHandler = async (exchange, request) => {
  const sid = request.sids.at(-1) ?? ''
  if (!exchange.recordings.get(sid)) return notFound(request.path)
  await exchange.recordings.remove(sid)
  return { status: 204 }
}

/** `POST Calls/{sid}/Recordings.json`: begins to record a connected call. */
export const createCallRecording: RestHandler = (exchange, request) =>
  withCall(exchange, request, (call) => {
    const parsed = recordingFormSchema.safeParse(fieldsOf(request.form))
    if (!parsed.success) return refuseFields(parsed.error)
    if (call.status !== 'in-progress') {
      return notInProgress('Requested resource is not eligible for recording')
    }
    const plan = { ...recordingRequest(parsed.data), source: 'StartCallRecordingAPI' } as const
    return created(callRecordingJson(exchange, startRecording(exchange, call, plan)))
  })

/** `GET Calls/{sid}/Recordings.json`. */
export const listCallRecordings: RestHandler = (exchange, request) =>
  withCall(exchange, request, (call) => {
    const ofCall = exchange.recordings.list().filter(({ callSid }) => callSid === call.sid)
    const shown = ofCall.map((recording) => callRecordingJson(exchange, recording))
    return ok(pageOf('recordings', shown, request))
  })

/** `GET Calls/{sid}/Recordings/{sid}.json`. */
export const fetchCallRecording: RestHandler = (exchange, request) =>
  withCall(exchange, request, (call) => {
    const recording = exchange.recordings.get(request.sids[1] ?? '')
    if (!recording || recording.callSid !== call.sid) return notFound(request.path)
    return ok(callRecordingJson(exchange, recording))
  })

/** `POST Calls/{sid}/Recordings/{sid}.json`: pauses, resumes or stops; `Twilio.CURRENT` is the latest. */
export const updateCallRecording: RestHandler = (exchange, request) =>
  withCall(exchange, request, (call) => {
    const parsed = updateSchema.safeParse(fieldsOf(request.form))
    if (!parsed.success) return refuseFields(parsed.error)
    const recorder = recorderFor(call, request)
    if (!recorder) return notFound(request.path)
    return ok(callRecordingJson(exchange, changeRecording(exchange, call, recorder, parsed.data)))
  })

const updateSchema = z.object({
  Status: z.enum(['in-progress', 'paused', 'stopped']),
  PauseBehavior: z.enum(['skip', 'silence']).default('silence'),
})

function changeRecording(
  exchange: Exchange,
  call: Call,
  recorder: Recorder,
  form: z.infer<typeof updateSchema>,
): Recording {
  const { recording } = recorder
  if (form.Status === 'paused') recorder.pause(form.PauseBehavior)
  if (form.Status === 'in-progress') recorder.resume()
  setStatus(exchange, recording, form.Status)
  const shown = { ...recording }
  if (form.Status === 'stopped') {
    goOn(exchange, finishRecording(exchange, call, recorder))
  }
  return shown
}

function recorderFor(call: Call, request: RestRequest): Recorder | undefined {
  const recorders = [...call.line.recorders]
  const sid = request.sids[1]
  return sid === 'Twilio.CURRENT'
    ? recorders.at(-1)
    : recorders.find(({ recording }) => recording.sid === sid)
}
