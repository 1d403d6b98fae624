/**
 * A histogram for the audio path. The library's own costs some 200 ns and a few
 * objects an observation (labels are hashed into a text each time); this one is
 * an addition in an array that is there already, some 10 ns.
 */
export type LatencyHistogram = {
  observe(this: void, ms: number): void
  /** Its buckets, sum and count as Prometheus wants them, in seconds. */
  samples(name: string, labels: Record<string, string>): LatencySample[]
}

export type LatencySample = { metricName: string; labels: Record<string, string>; value: number }

export function createLatencyHistogram(): LatencyHistogram {
  const counts = new Float64Array(upperBoundsMs.length + 1)
  let sumMs = 0
  return {
    observe(ms) {
      let at = 0
      while (at < upperBoundsMs.length && ms > (upperBoundsMs[at] ?? 0)) at += 1
      counts[at] = (counts[at] ?? 0) + 1
      sumMs += ms
    },
    samples(name, labels) {
      let below = 0
      const buckets = [...counts].map((count, at) => {
        below += count
        const bound = upperBoundsMs[at]
        const le = bound === undefined ? '+Inf' : String(bound / 1_000)
        return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: below }
      })
      return [
        ...buckets,
        { metricName: `${name}_sum`, labels, value: sumMs / 1_000 },
        { metricName: `${name}_count`, labels, value: below },
      ]
    },
  }
}

const upperBoundsMs = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 250, 1_000]
