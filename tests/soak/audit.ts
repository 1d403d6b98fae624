import { checkAudio } from './audit-audio.ts'
import { checkEnds } from './audit-ends.ts'
import { checkLines } from './audit-lines.ts'
import { checkOrphans, checkSessionsApart } from './audit-sessions.ts'
import { checkHeard, checkTruncations } from './audit-truth.ts'
import { checkUsage } from './audit-usage.ts'
import type { Evidence, Finding } from './evidence.ts'

const CHECKS = [
  checkEnds,
  checkLines,
  checkHeard,
  checkTruncations,
  checkUsage,
  checkAudio,
  checkSessionsApart,
  checkOrphans,
  checkBreaches,
  checkFaults,
]

/** Compares what the carrier and the model saw with what the database holds. Empty: all is as it must be. */
export function audit(evidence: Evidence): Finding[] {
  return CHECKS.flatMap((check) => check(evidence))
}

/** What the two outer ends noticed at once: foreign audio, audio twice, a second response. */
function checkBreaches({ calls, sessions }: Evidence): Finding[] {
  const ofCalls = calls.flatMap(({ number, streams }) =>
    streams.flatMap(({ breaches }) => breaches.map((breach) => ({ call: number, ...breach }))),
  )
  const ofSessions = sessions.flatMap(({ call, breaches }) =>
    breaches.map((breach) => ({ call, ...breach })),
  )
  return [...ofCalls, ...ofSessions]
    .filter(({ rule }) => rule !== AUDIO_WHOLE)
    .map(({ call, rule, what, atMs }) => ({ call, rule, what: `at ${atMs} ms: ${what}` }))
}

/** After every fault whatever was killed or replaced is there again. */
function checkFaults({ faults }: Evidence): Finding[] {
  return faults.flatMap(({ kind, fromMs, failure }) =>
    failure === undefined
      ? []
      : [{ rule: 'comes back', call: null, what: `${kind} at ${fromMs} ms: ${failure}` }],
  )
}

/** Whether a hole in the agent's audio may be depends on what was done to the line; audit-audio.ts looks. */
const AUDIO_WHOLE = 'agent audio whole'
