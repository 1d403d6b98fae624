import {
  latenessMs,
  sessionsOf,
  type CallSeen,
  type Evidence,
  type Finding,
  type SessionSeen,
} from './evidence.ts'

/** Two sessions may change places this closely, ms: what is on its way to the old one still arrives. */
const CHANGE_OVER_MS = 150
/** A second, and what it takes until the end is seen on both sides, ms. */
const ORPHAN_MS = 1_000 + 400
const BUSY_MS = 5_000

/** A caller is never heard by two model sessions at once. */
export function checkSessionsApart(evidence: Evidence): Finding[] {
  return evidence.calls.flatMap((call) => {
    const hearing = sessionsOf(evidence, call).filter(
      ({ firstHeardAtMs }) => firstHeardAtMs !== null,
    )
    return hearing.slice(1).flatMap((session, at) => {
      const before = hearing[at]
      const overlapMs = (before?.lastHeardAtMs ?? 0) - (session.firstHeardAtMs ?? 0)
      if (overlapMs <= CHANGE_OVER_MS || (before && readsBacklog(evidence, before))) return []
      const what = `sessions ${before?.number} and ${session.number} both hear for ${overlapMs} ms`
      return [{ rule: 'one session at a time', call: call.number, what }]
    })
  })
}

/** No model session is open for more than a second after its caller has gone. */
export function checkOrphans(evidence: Evidence): Finding[] {
  const calls = new Map(evidence.calls.map((call) => [call.number, call]))
  return evidence.sessions.flatMap((session) => {
    const finding = (what: string): Finding[] => [{ rule: 'no orphans', call: session.call, what }]
    if (session.closedAtMs === null) return finding(`session ${session.number} was never closed`)
    const goneAtMs = callerGoneAtMs(calls.get(session.call ?? -1), session.stream)
    if (goneAtMs === null) return []
    const dueMs = Math.max(goneAtMs, session.openedAtMs, session.frozenUntilMs) + ORPHAN_MS
    // A machine that has just been late is busy still.
    const lateMs = latenessMs(evidence, goneAtMs - BUSY_MS, session.closedAtMs)
    if (session.closedAtMs <= dueMs + lateMs) return []
    const outlivedMs = session.closedAtMs - goneAtMs
    return finding(`session ${session.number} outlived its caller by ${outlivedMs} ms`)
  })
}

function callerGoneAtMs(call: CallSeen | undefined, stream: number | null): number | null {
  return call?.streams.find(({ number }) => number === stream)?.endedAtMs ?? null
}

/** What a frozen model reads when it thaws was sent to it long before; a machine that is late lets it read later still. */
function readsBacklog(evidence: Evidence, { frozenUntilMs, firstHeardAtMs }: SessionSeen): boolean {
  if (frozenUntilMs === 0 || firstHeardAtMs === null) return false
  const lateMs = latenessMs(evidence, frozenUntilMs - BUSY_MS, firstHeardAtMs)
  return firstHeardAtMs <= frozenUntilMs + CHANGE_OVER_MS + lateMs
}
