/** Questions to another process, each with an answer that may never come. */
export type Questions<Answer> = {
  /** Sends a question by `put`; null when it is not answered in time, or given up. */
  ask(put: (id: number) => void): Promise<Answer | null>
  /** An answer that nobody waits for any more is dropped. */
  answer(id: number, answer: Answer): void
  /** Nobody is there any more who could answer. */
  giveUp(): void
}

/** Waits `withinMs` for each answer. */
export function createQuestions<Answer>(withinMs: number): Questions<Answer> {
  const waiting = new Map<number, (answer: Answer | null) => void>()
  let lastId = 0
  return {
    ask(put) {
      const id = (lastId += 1)
      return new Promise((resolve) => {
        const settle = (answer: Answer | null) => {
          clearTimeout(timer)
          waiting.delete(id)
          resolve(answer)
        }
        const timer = setTimeout(settle, withinMs, null)
        waiting.set(id, settle)
        put(id)
      })
    },
    answer: (id, answer) => waiting.get(id)?.(answer),
    giveUp() {
      for (const settle of waiting.values()) settle(null)
    },
  }
}
