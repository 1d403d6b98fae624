import type { Usage } from '#contracts/usage.ts'
import { isDue, sessionsOf, type Billed, type Evidence, type Finding } from './evidence.ts'

/** Everything that is billed is counted once, with its own figures. */
export function checkUsage(evidence: Evidence): Finding[] {
  return evidence.calls.flatMap((call) => {
    const kept = evidence.kept.get(call.callSid)
    if (!kept) return []
    const findings: Finding[] = []
    const find = (what: string) => findings.push({ rule: 'usage', call: call.number, what })
    const unclaimed = new Set(kept.usages)
    for (const session of sessionsOf(evidence, call)) {
      const responses = session.responses.flatMap(({ id, billed }) =>
        billed ? [{ name: `session ${session.number}, ${id}`, billed }] : [],
      )
      const transcriptions = session.transcriptions.map((billed, at) => ({
        name: `session ${session.number}, transcription ${at + 1}`,
        billed,
      }))
      for (const { name, billed } of [...responses, ...transcriptions]) {
        const rows = kept.usages.filter((usage) => isOf(usage, billed))
        for (const row of rows) unclaimed.delete(row)
        if (rows.length > 1) find(`${name} is counted ${rows.length} times`)
        if (rows.length === 0 && isDue(evidence, session, billed.doneAtMs))
          find(`${name} is not counted`)
      }
    }
    for (const { sourceId } of unclaimed) find(`nobody consumed what ${sourceId} counts`)
    return findings
  })
}

function isOf(usage: Usage, { inputTokens, outputTokens }: Billed): boolean {
  return (
    usage.textInputTokens + usage.audioInputTokens === inputTokens &&
    usage.textOutputTokens + usage.audioOutputTokens === outputTokens
  )
}
