/**
 * Runs work one after the other, in the order in which it was asked for. Whoever
 * would wait for a lock anyway waits here, and holds no connection meanwhile.
 */
export function takeTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work, work)
    last = turn
    return turn
  }
}
