import { within } from './within.ts'

/** Whether the database answers, and for how long it has not. */
export type DatabaseCheck = {
  /** ms since it was first found away; 0: it answers. Settles within a second, whatever the database does. */
  awayMs(): Promise<number>
}

/**
 * Asks by `ping`. A database whose socket is frozen answers neither yes nor no:
 * later questions then wait for the same ping instead of taking up a connection
 * each, and a new one is sent only after a while. `monotonicMs`: a clock that
 * never jumps.
 */
export function createDatabaseCheck(
  ping: () => Promise<void>,
  monotonicMs: () => number,
): DatabaseCheck {
  let asked: { atMs: number; answers: Promise<boolean> } | null = null
  let awaySinceMs: number | null = null

  function ask(nowMs: number): Promise<boolean> {
    if (asked !== null && nowMs - asked.atMs < askAgainMs) return asked.answers
    const answers = ping().then(
      () => true,
      () => false,
    )
    const question = { atMs: nowMs, answers }
    asked = question
    void answers.then(() => {
      if (asked === question) asked = null
    })
    return answers
  }

  return {
    async awayMs() {
      const askedMs = monotonicMs()
      const answers = await within(ask(askedMs), patienceMs)
      awaySinceMs = answers === true ? null : (awaySinceMs ?? askedMs)
      return awaySinceMs === null ? 0 : Math.max(1, monotonicMs() - awaySinceMs)
    },
  }
}

const patienceMs = 900
const askAgainMs = 10_000
