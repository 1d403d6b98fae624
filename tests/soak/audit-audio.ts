import {
  isDue,
  latenessMs,
  sessionsOf,
  wasTouched,
  type CallSeen,
  type Evidence,
  type Finding,
} from './evidence.ts'

/** Faults that the audio of a call must not notice at all. */
const INAUDIBLE = ['database cut', 'database frozen']
/** So much of the last may be on its way to a model that is let go, ms. */
const ON_ITS_WAY_MS = 600

/**
 * The agent is heard on its own call only; and where nothing but the database was
 * made to fail, every frame reached the other side: the caller's from the first
 * to the last, the agent's unless it was interrupted.
 */
export function checkAudio(evidence: Evidence): Finding[] {
  const owners = new Map(evidence.sessions.map(({ number, call }) => [number, call]))
  return evidence.calls.flatMap((call) => {
    const foreign = foreignItems(call, owners)
    const isOurDoing = wasTouched(evidence, call, (kind) => !INAUDIBLE.includes(kind))
    if (isOurDoing) return foreign
    return [...foreign, ...lostCallerAudio(evidence, call), ...lostAgentAudio(evidence, call)]
  })
}

function foreignItems(call: CallSeen, owners: ReadonlyMap<number, number | null>): Finding[] {
  const heard = call.streams.flatMap(({ items }) => [...items.keys()])
  return heard
    .filter((key) => {
      const owner = owners.get(Number(key.split('/')[0]))
      // A session that never heard anybody spoke to somebody whom it could not name.
      return owner === undefined || (owner !== null && owner !== call.number)
    })
    .map((key) => ({
      rule: 'own audio only',
      call: call.number,
      what: `was given item ${key}, which is not its own`,
    }))
}

/** Frames of the last moment may have been on their way to a model that was let go. */
function lostCallerAudio(evidence: Evidence, call: CallSeen): Finding[] {
  const sessions = sessionsOf(evidence, call)
  return call.streams.flatMap((stream) => {
    const heard = sessions
      .filter((session) => session.stream === stream.number)
      .reduce((sum, session) => sum + session.framesHeard, 0)
    const endMs = stream.endedAtMs ?? Infinity
    const unheardMs = ON_ITS_WAY_MS + latenessMs(evidence, endMs - ON_ITS_WAY_MS, endMs)
    const missing = stream.framesSent - heard - unheardMs / 20
    if (missing <= 0 || heard === 0) return []
    const what = `${stream.framesSent} frames were sent on stream ${stream.number}, ${heard} arrived`
    return [{ rule: 'caller audio whole', call: call.number, what }]
  })
}

function lostAgentAudio(evidence: Evidence, call: CallSeen): Finding[] {
  return sessionsOf(evidence, call).flatMap((session) =>
    session.responses.flatMap(({ item: number, status, billed }) => {
      const item = session.items.find((made) => made.number === number)
      if (!item || !billed || status !== 'completed' || item.isTruncated) return []
      if (!isDue(evidence, session, billed.doneAtMs)) return []
      const key = `${session.number}/${item.number}`
      const receivedMs = call.streams.reduce(
        (sum, { items }) => sum + (items.get(key)?.receivedMs ?? 0),
        0,
      )
      if (receivedMs === item.sentMs) return []
      const what = `item ${key}: the model sent ${item.sentMs} ms, the carrier got ${receivedMs} ms`
      return [{ rule: 'agent audio whole', call: call.number, what }]
    }),
  )
}
