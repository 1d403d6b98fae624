import type { PausedBy } from '#contracts/call.ts'
import { relayNote, type Effect } from './effects.ts'
import { isWithheld, type Pauses } from './pauses.ts'
import type { CallSession, Step } from './session.ts'
import { showLines } from './show-lines.ts'
import { orderedLines } from './transcript.ts'

/** Keeping goes on by itself when no key was pressed for so long. */
const keypadQuietMs = 5_000
/** A key is told of once its tone has been heard. */
const keyToneMs = 300

/**
 * Nothing is kept from here on. Lines that are being said, or that the caller
 * has not heard to their end, are told again without their words. Whoever pauses
 * a call that the keypad has paused makes the pause their own.
 */
export function pauseKeeping(session: CallSession, by: PausedBy): Step {
  const { on } = session.pauses
  if (on === null) return beginPause(session, by)
  if (on.by !== 'keypad' || by === 'keypad') return { session, effects: [] }
  return {
    session: { ...session, pauses: { ...session.pauses, on: { ...on, by } } },
    effects: [{ to: 'store', do: 'savePause', by }, stopWaiting],
  }
}

function beginPause(session: CallSession, by: PausedBy): Step {
  const { mediaMs } = session.audio
  const fromMs = by === 'keypad' ? Math.max(session.offsetMs, mediaMs - keyToneMs) : mediaMs
  const pauses: Pauses = { ...session.pauses, on: { by, fromMs } }
  const next = { ...session, pauses }
  const reached = orderedLines(session.transcript).filter(
    (line) => (line.startMs !== null || line.state === 'partial') && isWithheld(pauses, line),
  )
  return {
    session: next,
    effects: [
      { to: 'tap', do: 'pause', atMs: fromMs },
      relayNote('recording.paused', { by }),
      { to: 'store', do: 'savePause', by },
      { to: 'carrier', do: 'pauseRecording' },
      ...showLines(next, reached),
    ],
  }
}

/** What is said from here on is kept again, whoever paused it. */
export function resumeKeeping(session: CallSession, by: PausedBy): Step {
  const { on, over } = session.pauses
  if (on === null) return { session, effects: [] }
  const toMs = session.audio.mediaMs
  const pauses = { ...session.pauses, on: null, over: [...over, { fromMs: on.fromMs, toMs }] }
  return {
    session: { ...session, pauses },
    effects: [
      { to: 'tap', do: 'resume', atMs: toMs },
      relayNote('recording.resumed', { by }),
      { to: 'store', do: 'savePause', by: null },
      { to: 'carrier', do: 'resumeRecording' },
      stopWaiting,
    ],
  }
}

/** A key was pressed: where the agent wants that, it pauses keeping, and keeps it paused a while longer. */
export function pauseForKey(session: CallSession): Step {
  if (!session.config.pausesRecordingForKeypad) return { session, effects: [] }
  const paused = pauseKeeping(session, 'keypad')
  if (paused.session.pauses.on?.by !== 'keypad') return paused
  return { ...paused, effects: [...paused.effects, waitForKeys] }
}

/** No key was pressed for a while. */
export function keypadFellQuiet(session: CallSession): Step {
  if (session.pauses.on?.by !== 'keypad') return { session, effects: [] }
  return resumeKeeping(session, 'keypad')
}

/** What a pause that began on an earlier stream takes of this one, before its first sound. */
export function pauseCarriedOver({ pauses }: CallSession): readonly Effect[] {
  const { on, earlier } = pauses
  if (on === null) return earlier ? [{ to: 'carrier', do: 'resumeRecording' }] : []
  return [
    { to: 'tap', do: 'pause', atMs: on.fromMs },
    { to: 'carrier', do: 'pauseRecording' },
    ...(on.by === 'keypad' ? [waitForKeys] : []),
  ]
}

const waitForKeys: Effect = {
  to: 'clock',
  do: 'wake',
  timer: 'keypadQuiet',
  afterMs: keypadQuietMs,
}
const stopWaiting: Effect = { to: 'clock', do: 'cancel', timer: 'keypadQuiet' }
