/**
 * Gathers what is to be entered: the first is entered at once; what comes
 * meanwhile waits, and is entered together, in the order it came. Each `add`
 * settles as the batch it was in did.
 */
export function gatherAppends<Given, Entered>(
  enter: (batch: readonly Given[]) => Promise<readonly Entered[]>,
): { add(given: Given): Promise<Entered> } {
  let waiting: Wait<Given, Entered>[] = []
  let isEntering = false

  async function enterAll(): Promise<void> {
    isEntering = true
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH_MAX)
      waiting = waiting.slice(BATCH_MAX)
      await settle(batch, enter)
    }
    isEntering = false
  }

  return {
    add(given) {
      const { promise, resolve, reject } = Promise.withResolvers<Entered>()
      waiting.push({ given, resolve, reject })
      if (!isEntering) void enterAll()
      return promise
    },
  }
}

type Wait<Given, Entered> = {
  given: Given
  resolve: (entered: Entered) => void
  reject: (why: unknown) => void
}

/** One batch holds the lock for all others, so it is a short one. */
const BATCH_MAX = 100

async function settle<Given, Entered>(
  batch: readonly Wait<Given, Entered>[],
  enter: (batch: readonly Given[]) => Promise<readonly Entered[]>,
): Promise<void> {
  try {
    const entered = await enter(batch.map(({ given }) => given))
    for (const [at, wait] of batch.entries()) {
      const entry = entered[at]
      if (entry === undefined) wait.reject(new Error('fewer were entered than were given'))
      else wait.resolve(entry)
    }
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}
