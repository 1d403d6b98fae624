import twilio, { type Twilio } from 'twilio'
import {
  carrierRecordingStatusSchema,
  carrierStatusSchema,
  type CarrierRecordingStatus,
  type CarrierStatus,
} from '#contracts/twilio-webhooks.ts'
import type { Config } from '../config.ts'
import { carrierFailure, isNotFound, type CarrierFailure } from './carrier-failure.ts'

export type { CarrierFailure } from './carrier-failure.ts'

/** What an outbound call is placed with. Addresses are whole URLs that the carrier can reach. */
export type Dial = {
  to: string
  from: string
  /** Where the carrier asks, by POST, what to do when somebody answers. */
  twimlUrl: string
  statusCallbackUrl: string
  /** Null: not recorded. */
  recording: { callbackUrl: string } | null
  /** Null: nobody asks whether a machine answered. */
  answeringMachine: { callbackUrl: string } | null
  timeLimitSeconds: number
  ringTimeoutSeconds: number
}

export type PlacedCall = { ok: true; callSid: string; status: CarrierStatus }
export type CarrierCall = {
  ok: true
  status: CarrierStatus
  /** What the carrier bills; null until the call has ended. */
  carrierSeconds: number | null
  endedAt: Date | null
}
export type CarrierRecording = { ok: true; status: CarrierRecordingStatus }
export type CarrierRecordings = {
  ok: true
  recordings: {
    recordingSid: string
    status: CarrierRecordingStatus
    channels: number
    startedAt: Date | null
  }[]
}
export type CarrierNumbers = {
  ok: true
  numbers: { phoneNumber: string; friendlyName: string }[]
}

/** The carrier's REST interface, as far as we use it. Refusals and lost connections are answers, not exceptions. */
export type Carrier = {
  placeCall(dial: Dial): Promise<PlacedCall | CarrierFailure>
  /** Hangs up, whether the call rings or runs. */
  endCall(callSid: string): Promise<{ ok: true } | CarrierFailure>
  /**
   * Has the recordings of a live call keep silence in place of what is said, or
   * go on. What is so already is left as it is.
   */
  pauseRecording(
    this: void,
    callSid: string,
    isPaused: boolean,
  ): Promise<{ ok: true } | CarrierFailure>
  callStatus(callSid: string): Promise<CarrierCall | CarrierFailure>
  /** The account's own numbers. */
  listNumbers(): Promise<CarrierNumbers | CarrierFailure>
  recordingStatus(recordingSid: string): Promise<CarrierRecording | CarrierFailure>
  /** Every recording that the carrier has of a call. */
  recordingsOf(callSid: string): Promise<CarrierRecordings | CarrierFailure>
  /** Deletes a recording at the carrier; one that is gone already counts as deleted. */
  deleteRecording(recordingSid: string): Promise<{ ok: true } | CarrierFailure>
}

type Account = Pick<Config, 'TWILIO_ACCOUNT_SID' | 'TWILIO_AUTH_TOKEN' | 'TWILIO_API_BASE_URL'>

/** Twilio's REST through its own SDK, at TWILIO_API_BASE_URL. Each request may take 10 s. */
export function createCarrier(config: Account): Carrier {
  const client = twilio(config.TWILIO_ACCOUNT_SID, config.TWILIO_AUTH_TOKEN, {
    timeout: ANSWER_WITHIN_MS,
    // Set, so that the SDK does not look for them in the environment and change the host.
    region: '',
    edge: '',
  })
  // Everything we ask for lives in the SDK's domain `api`.
  client.api.baseUrl = config.TWILIO_API_BASE_URL
  return {
    placeCall: (dial) => orFailure(() => placeCall(client, dial)),
    endCall: (callSid) =>
      orFailure(async () => {
        await client.calls(callSid).update({ status: 'completed' })
        return { ok: true }
      }),
    pauseRecording: (callSid, isPaused) => pauseRecording(client, callSid, isPaused),
    callStatus: (callSid) => orFailure(() => callStatus(client, callSid)),
    listNumbers: () => orFailure(() => listNumbers(client)),
    recordingStatus: (recordingSid) => orFailure(() => recordingStatus(client, recordingSid)),
    recordingsOf: (callSid) => orFailure(() => recordingsOf(client, callSid)),
    async deleteRecording(recordingSid) {
      const deleted = await orFailure(async () => {
        await client.recordings(recordingSid).remove()
        return { ok: true }
      })
      return !deleted.ok && isNotFound(deleted) ? { ok: true } : deleted
    },
  }
}

const ANSWER_WITHIN_MS = 10_000

/** Far more than anybody picks from in a menu; the SDK reads them in pages. */
const NUMBERS_MAX = 500
const RECORDINGS_OF_CALL_MAX = 20

async function orFailure<Answer extends { ok: boolean }>(
  ask: () => Promise<Answer>,
): Promise<Answer | CarrierFailure> {
  try {
    return await ask()
  } catch (error) {
    return carrierFailure(error)
  }
}

async function placeCall(client: Twilio, dial: Dial): Promise<PlacedCall> {
  const placed = await client.calls.create({
    to: dial.to,
    from: dial.from,
    url: dial.twimlUrl,
    method: 'POST',
    statusCallback: dial.statusCallbackUrl,
    statusCallbackMethod: 'POST',
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    timeout: dial.ringTimeoutSeconds,
    timeLimit: dial.timeLimitSeconds,
    ...(dial.recording && recordingOptions(dial.recording)),
    ...(dial.answeringMachine && answeringMachineOptions(dial.answeringMachine)),
  })
  return { ok: true, callSid: placed.sid, status: statusOf(placed.status) ?? 'queued' }
}

/** Untrimmed, or the recording would no longer fit the transcript's times. */
function recordingOptions({ callbackUrl }: { callbackUrl: string }) {
  return {
    record: true,
    recordingChannels: 'dual',
    recordingTrack: 'both',
    recordingStatusCallback: callbackUrl,
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'],
    trim: 'do-not-trim',
  }
}

/** Asynchronous, so that the agent can speak while the carrier still listens for a beep. */
function answeringMachineOptions({ callbackUrl }: { callbackUrl: string }) {
  return {
    machineDetection: 'DetectMessageEnd',
    asyncAmd: 'true',
    asyncAmdStatusCallback: callbackUrl,
    asyncAmdStatusCallbackMethod: 'POST',
  }
}

/**
 * `Twilio.CURRENT` is the recording that runs, and takes one request. Where that
 * is refused there may be several, or the wish is fulfilled already: then each is
 * asked for by its name (Twilio's docs, "Update a Recording for a Call").
 */
async function pauseRecording(client: Twilio, callSid: string, isPaused: boolean): Promise<Done> {
  const { recordings } = client.calls(callSid)
  const change = isPaused
    ? ({ status: 'paused', pauseBehavior: 'silence' } as const)
    : ({ status: 'in-progress' } as const)
  const changed = await orFailure<Done>(async () => {
    await recordings('Twilio.CURRENT').update(change)
    return done
  })
  if (changed.ok || changed.retryable) return changed
  return orFailure<Done>(async () => {
    const all = await recordings.list({ limit: RECORDINGS_OF_CALL_MAX })
    const running = all.filter(({ status }) => status === 'in-progress' || status === 'paused')
    for (const { sid, status } of running) {
      if (status !== change.status) await recordings(sid).update(change)
    }
    return running.length === 0 ? changed : done
  })
}

type Done = { ok: true } | CarrierFailure
const done: Done = { ok: true }

async function callStatus(client: Twilio, callSid: string): Promise<CarrierCall> {
  const call = await client.calls(callSid).fetch()
  const status = statusOf(call.status)
  if (status === null) throw new Error(`The carrier reports an unknown call status.`)
  const seconds = Number.parseInt(call.duration ?? '', 10)
  return {
    ok: true,
    status,
    carrierSeconds: Number.isNaN(seconds) ? null : seconds,
    endedAt: isDate(call.endTime) ? call.endTime : null,
  }
}

/** Every other status (paused, processing, ...) means that it is not done yet. */
async function recordingStatus(client: Twilio, recordingSid: string): Promise<CarrierRecording> {
  const { status } = await client.recordings(recordingSid).fetch()
  const known = carrierRecordingStatusSchema.safeParse(status)
  return { ok: true, status: known.data ?? 'in-progress' }
}

async function recordingsOf(client: Twilio, callSid: string): Promise<CarrierRecordings> {
  const listed = await client.recordings.list({ callSid, limit: RECORDINGS_OF_CALL_MAX })
  const recordings = listed.map(({ sid, status, channels, startTime }) => ({
    recordingSid: sid,
    status: carrierRecordingStatusSchema.safeParse(status).data ?? 'in-progress',
    channels,
    startedAt: isDate(startTime) ? startTime : null,
  }))
  return { ok: true, recordings }
}

async function listNumbers(client: Twilio): Promise<CarrierNumbers> {
  const numbers = await client.incomingPhoneNumbers.list({ limit: NUMBERS_MAX })
  return {
    ok: true,
    numbers: numbers.map(({ phoneNumber, friendlyName }) => ({ phoneNumber, friendlyName })),
  }
}

function statusOf(status: unknown): CarrierStatus | null {
  const parsed = carrierStatusSchema.safeParse(status)
  return parsed.success ? parsed.data : null
}

/** The SDK hands out the raw text of a date that it cannot read. */
function isDate(value: unknown): value is Date {
  return value instanceof Date && !Number.isNaN(value.getTime())
}
