import type { Call } from '#contracts/call.ts'
import type { Deletion, DeletionAnswer } from '#contracts/keeping.ts'

/** What became of calls that were to be deleted. */
export type DeleteOutcome = {
  /** Gone, or going: what is not yet gone goes on by itself. */
  gone: number
  pending: number
  /** Calls that a legal hold keeps. */
  held: Call[]
  /** Calls that were left out: still up, or gone before. */
  left: number
}

/** What of the answer tells the outcome. */
type Answer = Pick<DeletionAnswer, 'held'> & {
  deletions: Pick<Deletion, 'kind' | 'callId' | 'state'>[]
}

/** Reads the answer beside what was asked for. */
export function outcomeOf(asked: readonly Call[], answer: Answer): DeleteOutcome {
  const deletions = answer.deletions.filter(({ kind }) => kind === 'call')
  const gone = new Set(deletions.map(({ callId }) => callId))
  const pending = new Set(
    deletions.flatMap(({ callId, state }) => (state === 'pending' ? [callId] : [])),
  )
  const held = asked.filter(({ id }) => answer.held.includes(id))
  return {
    gone: gone.size - pending.size,
    pending: pending.size,
    held,
    left: asked.length - gone.size - held.length,
  }
}

/** The outcome in a sentence or two; the held calls are named beside it. */
export function outcomeWords({ gone, pending, held, left }: DeleteOutcome): string {
  const parts = [
    gone > 0 && `${calls(gone)} deleted.`,
    pending > 0 && `${calls(pending)} not gone yet: the deletion goes on by itself.`,
    held.length > 0 && `${calls(held.length)} kept by a legal hold.`,
    left > 0 && `${calls(left)} left out: still up, or deleted before.`,
  ]
  return parts.filter(Boolean).join(' ')
}

/** So many calls: `1 call`, `12 calls`. */
export function calls(count: number): string {
  return count === 1 ? '1 call' : `${count} calls`
}
