/**
 * Keeps the `count` answers asked for last, by key: each is asked for once,
 * however many want it at a time. One that is not worth keeping is asked for again.
 */
export function keepAnswers<Answer>(
  count: number,
  isWorthKeeping: (answer: Answer) => boolean,
): (key: string, ask: () => Promise<Answer>) => Promise<Answer> {
  const kept = new Map<string, Promise<Answer>>()
  return async (key, ask) => {
    const asked = kept.get(key) ?? ask()
    kept.delete(key)
    kept.set(key, asked)
    for (const oldest of [...kept.keys()].slice(0, -count)) kept.delete(oldest)
    const answer = await asked
    // Nobody may have asked anew meanwhile: theirs is another answer.
    if (!isWorthKeeping(answer) && kept.get(key) === asked) kept.delete(key)
    return answer
  }
}
