import { unreachable } from '../unreachable.ts'
import type { CallEnding, Effect } from './effects.ts'
import type { CallSession, Step } from './session.ts'
import { cutOff } from './playback.ts'
import { interruptLine, orderedLines, patchLine } from './transcript.ts'
import { showLines } from './show-lines.ts'

/**
 * Ends a call, once: both legs are closed, every line is settled, and the
 * reason is written. Where the caller has not left by themselves the carrier is
 * asked to hang up as well.
 */
export function endCall(session: CallSession, ending: CallEnding, nowMs: number): Step {
  if (session.phase.name === 'ended') return { session, effects: [] }
  const settled = settleLines(session, nowMs)
  const effects: Effect[] = [
    ...settled.effects,
    { to: 'store', do: 'saveEnd', end: ending },
    {
      to: 'log',
      do: 'note',
      source: 'relay',
      flow: 'none',
      type: 'call.ended',
      data: { ...ending },
    },
    { to: 'clock', do: 'cancel', timer: 'modelReady' },
    { to: 'clock', do: 'cancel', timer: 'longestCall' },
    { to: 'clock', do: 'cancel', timer: 'greeting' },
    { to: 'model', do: 'close' },
    { to: 'phone', do: 'close' },
  ]
  if (!callerIsGone(ending)) effects.push({ to: 'carrier', do: 'endCall' })
  return {
    session: { ...settled.session, phase: { name: 'ended', ending }, callerSpeaking: false },
    effects,
  }
}

function callerIsGone(ending: CallEnding): boolean {
  switch (ending.by) {
    case 'caller':
      return true
    case 'agent':
    case 'operator':
    case 'carrier':
    case 'model':
    case 'system':
      return false
    default:
      return unreachable(ending.by)
  }
}

/** What was being said is cut at what was heard; what was being transcribed stays as far as it came. */
function settleLines(session: CallSession, nowMs: number): Step {
  const { playback, truncations } = cutOff(session.playback, nowMs)
  let next: CallSession = { ...session, playback }
  const effects: Effect[] = []
  for (const cut of truncations) {
    if (cut.sentMs - cut.audioEndMs < 1) continue
    const change = interruptLine(next.transcript, cut.itemId, {
      heardMs: cut.audioEndMs,
      audioMs: cut.sentMs,
    })
    next = { ...next, transcript: change.transcript }
    effects.push(...showLines(next, change.changed))
  }
  for (const line of orderedLines(next.transcript)) {
    if (line.state !== 'partial') continue
    const change = patchLine(next.transcript, line.itemId, line.role, {
      state: 'final',
      endMs: line.endMs ?? session.mediaMs,
    })
    next = { ...next, transcript: change.transcript }
    effects.push(...showLines(next, change.changed))
  }
  return { session: next, effects }
}
