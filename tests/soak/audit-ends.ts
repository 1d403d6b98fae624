import { endReasonSchema, type EndReason } from '#contracts/call.ts'
import { isFinal } from '#core/call/status.ts'
import { wasTouched, type CallSeen, type Evidence, type Finding } from './evidence.ts'

/** Every call that the application knew has ended, for a reason of the closed list that fits what was seen. */
export function checkEnds(evidence: Evidence): Finding[] {
  return evidence.calls.flatMap((call) => {
    const finding = (what: string): Finding[] => [{ rule: 'ends', call: call.number, what }]
    if (call.endedAtMs === null) return finding('never ended at the carrier')
    const kept = evidence.kept.get(call.callSid)?.call
    if (!kept) return call.isKnown ? finding('is not in the database') : []
    if (!isFinal(kept.status)) return finding(`is still ${kept.status} in the database`)
    if (kept.endedAt === null) return finding('has no moment of its end')
    if (!endReasonSchema.safeParse(kept.endReason).success) {
      return finding(`has the reason ${kept.endReason}`)
    }
    // Whoever only heard an apology was never carried by anybody who could have kept a reason.
    const wasCarried = call.streams.length > 0
    if (wasCarried && kept.endReason === 'unknown') return finding('ended, and nobody says why')
    if (wasTouched(evidence, call) || kept.endReason === null) return []
    const fitting = reasonsFor(call)
    if (fitting.includes(kept.endReason)) return []
    return finding(`ended by ${call.endedBy}, but the reason says ${kept.endReason}`)
  })
}

/** Without a fault there is only one thing that can have ended a call. */
function reasonsFor({ endedBy, plannedEnd }: CallSeen): readonly EndReason[] {
  if (endedBy === 'caller') return ['caller-hung-up']
  return plannedEnd === 'agent' ? ['agent-ended'] : ['api-ended', 'operator-ended']
}
