import { isDue, sessionsOf, type CallSeen, type Evidence, type Finding } from './evidence.ts'

/** What is kept as heard was at least given to the carrier: heard <= sent. */
export function checkHeard(evidence: Evidence): Finding[] {
  return heardOf(evidence)
    .filter(({ heardMs, sentMs }) => heardMs > sentMs)
    .map(({ call, name, heardMs, sentMs }) => ({
      rule: 'heard <= sent',
      call,
      what: `${name}: ${heardMs} ms are said to be heard, ${sentMs} ms were sent`,
    }))
}

/** No truncation goes beyond what the model had sent. */
export function checkTruncations({ sessions }: Evidence): Finding[] {
  return sessions.flatMap(({ call, number, truncations }) =>
    truncations
      .filter(({ audioEndMs, sentMs }) => audioEndMs > sentMs)
      .map(({ item, audioEndMs, sentMs }) => ({
        rule: 'truncate <= sent',
        call,
        what:
          sentMs < 0
            ? `session ${number} has no ${item} to truncate`
            : `session ${number}, ${item}: truncated at ${audioEndMs} of ${sentMs} ms`,
      })),
  )
}

export type HeardLine = {
  call: number
  name: string
  heardMs: number
  /** What reached the carrier or, where it may have been on its way at the end, what the model sent. */
  sentMs: number
  playedMs: number
}

/** Every agent line that says how much of it was heard, beside what the carrier played. */
export function heardOf(evidence: Evidence): HeardLine[] {
  return evidence.calls.flatMap((call) => {
    const lines = evidence.kept.get(call.callSid)?.lines ?? []
    return sessionsOf(evidence, call).flatMap((session) =>
      session.items.flatMap((item) => {
        const name = `s${session.number}i${item.number}`
        const line = lines.find(({ text }) => text.split(' ')[0] === name)
        if (line?.heardMs == null || item.role !== 'agent') return []
        const heardMs = line.heardMs
        const { receivedMs, playedMs } = soundsOf(call, session.number, item.number)
        const isBroken = call.streams.some((stream) => stream.isBroken)
        const hasArrived = !isBroken && isDue(evidence, session, item.doneAtMs)
        const sentMs = hasArrived ? receivedMs : item.sentMs
        return [{ call: call.number, name, heardMs, sentMs, playedMs }]
      }),
    )
  })
}

function soundsOf(call: CallSeen, session: number, item: number) {
  const heard = call.streams.flatMap(({ items }) => items.get(`${session}/${item}`) ?? [])
  return {
    receivedMs: heard.reduce((sum, { receivedMs }) => sum + receivedMs, 0),
    playedMs: heard.reduce((sum, { playedMs }) => sum + playedMs, 0),
  }
}
