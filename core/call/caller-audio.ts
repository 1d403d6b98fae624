import { base64Bytes, mulawBytesPerMs } from '../audio/base64-bytes.ts'
import { mulawSilence } from '../audio/silence.ts'
import type { CallerAudio } from './audio-state.ts'
import { relayNote, type Effect } from './effects.ts'
import { recentBytes } from './recent-audio.ts'
import type { SessionEvent } from './session-event.ts'
import type { CallSession, Connecting, Step } from './session.ts'

type MediaEvent = Extract<SessionEvent, { type: 'media' }>

/** Caller audio kept while the first model session gets ready: five seconds, then the oldest goes. */
export const heldBytesMax = 5_000 * mulawBytesPerMs
/** A lost session takes a turn with it, which is kept as well. */
const heldBytesMaxAfterLoss = 25_000 * mulawBytesPerMs

/** A gap of this length is filled even where no message is missing; less is jitter of the clock. */
const gapMsMin = 100
/** With messages missing, any gap that could hold a frame's worth of sound. */
const gapMsMinMissed = 10
const gapMsMax = 10_000

/**
 * One frame of the caller's. Where frames are missing, silence takes their
 * place, so that a line that went silent still ends a turn (the carrier's
 * stream has gaps, and the model's voice detection only counts what it gets).
 */
export function callerAudio(session: CallSession, frame: MediaEvent, nowMs: number): Step {
  const bytes = base64Bytes(frame.payload)
  const startMs = frame.timestampMs + session.offsetMs
  if (session.phase.name === 'connecting') {
    return holdFrame(session, session.phase, frame, startMs, nowMs)
  }
  const { audio } = session
  const endMs = Math.max(audio.mediaMs, startMs + bytes / mulawBytesPerMs)
  if (frame.modelFull) return dropFrame(session, bytes, endMs, frame.missed, nowMs)

  const padMs = audio.modelOffsetMs === null ? 0 : gapMs(audio, startMs, frame.missed)
  const pad = mulawSilence(padMs)
  const givenBeforeMs = audio.givenMs + padMs
  const next: CallSession = {
    ...session,
    audio: {
      mediaMs: endMs,
      givenMs: givenBeforeMs + bytes / mulawBytesPerMs,
      modelOffsetMs: startMs - givenBeforeMs,
      frameAtMs: nowMs,
      uncommittedBytes: audio.uncommittedBytes + bytes,
      droppedBytes: audio.droppedBytes,
      congestedBytes: 0,
      missedFrames: audio.missedFrames + frame.missed,
      paddedMs: audio.paddedMs + padMs,
      recentBytes: recentBytes(audio.recentBytes, base64Bytes(pad) + bytes, keepsTurn(session)),
    },
  }
  const append: Effect = { to: 'model', do: 'append', payload: frame.payload }
  if (padMs === 0 && audio.congestedBytes === 0) return { session: next, effects: [append] }
  const effects: Effect[] = []
  if (audio.congestedBytes > 0) {
    const droppedMs = Math.round(audio.congestedBytes / mulawBytesPerMs)
    effects.push(relayNote('congestion', { direction: 'toModel', droppedMs }))
  }
  if (padMs > 0) {
    effects.push({ to: 'model', do: 'append', payload: pad })
    effects.push(relayNote('audio.gap', { gapMs: Math.round(padMs), missed: frame.missed }))
  }
  effects.push(append)
  return { session: next, effects }
}

/** The caller's whole unanswered turn is kept: a model that is lost now never answers it. */
function keepsTurn(session: CallSession): boolean {
  const { turnDetection } = session.config
  return session.callerSpeaking || session.answerDue || turnDetection.type === 'none'
}

function gapMs(audio: CallerAudio, startMs: number, missed: number): number {
  const gap = startMs - audio.mediaMs
  if (gap < (missed > 0 ? gapMsMinMissed : gapMsMin)) return 0
  return Math.min(gap, gapMsMax)
}

function dropFrame(
  session: CallSession,
  bytes: number,
  mediaMs: number,
  missed: number,
  nowMs: number,
): Step {
  const { audio } = session
  return {
    session: {
      ...session,
      audio: {
        ...audio,
        mediaMs,
        frameAtMs: nowMs,
        droppedBytes: audio.droppedBytes + bytes,
        congestedBytes: audio.congestedBytes + bytes,
        missedFrames: audio.missedFrames + missed,
      },
    },
    effects: [],
  }
}

function holdFrame(
  session: CallSession,
  phase: Connecting,
  frame: MediaEvent,
  startMs: number,
  nowMs: number,
): Step {
  const { audio } = session
  const padMs = phase.heldBytes === 0 ? 0 : gapMs(audio, startMs, frame.missed)
  const pad = mulawSilence(padMs)
  const bytes = base64Bytes(frame.payload)
  const allBytes = phase.heldBytes + base64Bytes(pad) + bytes
  const heldBytes = Math.min(allBytes, phase.lost === null ? heldBytesMax : heldBytesMaxAfterLoss)
  const hold: Effect = { to: 'tape', do: 'hold', payload: frame.payload }
  return {
    session: {
      ...session,
      phase: { ...phase, heldBytes },
      audio: {
        ...audio,
        mediaMs: Math.max(audio.mediaMs, startMs + bytes / mulawBytesPerMs),
        frameAtMs: nowMs,
        droppedBytes: audio.droppedBytes + allBytes - heldBytes,
        missedFrames: audio.missedFrames + frame.missed,
        paddedMs: audio.paddedMs + padMs,
      },
    },
    effects: pad === '' ? [hold] : [{ to: 'tape', do: 'hold', payload: pad }, hold],
  }
}

/** After this long without a frame a speaking caller is taken to have fallen silent. */
export const silentLineMs = 750
const silentPadMs = 1_000

/** The stream has dried up in the middle of the caller's words: silence ends their turn. */
export function lineFellSilent(session: CallSession, nowMs: number): Step {
  if (session.phase.name !== 'live' || !session.callerSpeaking) return { session, effects: [] }
  const { audio } = session
  const sinceMs = nowMs - audio.frameAtMs
  if (sinceMs < silentLineMs) return { session, effects: [watchLine(silentLineMs - sinceMs)] }
  if (sinceMs > gapMsMax) return { session, effects: [] }
  const payload = mulawSilence(silentPadMs)
  return {
    session: {
      ...session,
      audio: {
        ...audio,
        mediaMs: audio.mediaMs + silentPadMs,
        givenMs: audio.givenMs + silentPadMs,
        paddedMs: audio.paddedMs + silentPadMs,
        recentBytes: recentBytes(audio.recentBytes, base64Bytes(payload), keepsTurn(session)),
      },
    },
    effects: [{ to: 'model', do: 'append', payload }, watchLine(silentPadMs)],
  }
}

/** Looks after the line again in a while. */
function watchLine(afterMs: number): Effect {
  return { to: 'clock', do: 'wake', timer: 'silentLine', afterMs }
}
