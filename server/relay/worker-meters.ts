import { totalsOf } from './metrics-joined.ts'
import type { Meters } from './metrics.ts'

type Metered = { meters(): Promise<Meters | null> }

/** The meters of workers that come and go. */
export type WorkerMeters = {
  /** Of all `workers`, and what those that are gone had come to. One that does not answer counts as last read. */
  read(workers: readonly Metered[]): Promise<readonly Meters[]>
  /** The worker is gone; what was last read of it stays in the totals. */
  bury(worker: Metered): void
}

export function createWorkerMeters(): WorkerMeters {
  const lastRead = new Map<Metered, Meters>()
  let buried: Promise<Meters> = Promise.resolve([])
  return {
    async read(workers) {
      // As of now: whoever dies meanwhile is counted once.
      const gone = buried
      const there = workers.map(async (worker) => {
        const before = lastRead.get(worker) ?? []
        const meters = (await worker.meters()) ?? before
        if (lastRead.has(worker) || meters.length > 0) lastRead.set(worker, meters)
        return meters
      })
      return [await gone, ...(await Promise.all(there))]
    },
    bury(worker) {
      const last = lastRead.get(worker) ?? []
      lastRead.delete(worker)
      buried = buried.then((before) => totalsOf([before, last]))
    },
  }
}
