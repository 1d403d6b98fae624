/**
 * What a carrier does with the audio it is given: it plays in order, at the
 * speed of time, echoes a mark when playback reaches it, and drops everything
 * on a clear, echoing the marks that were waiting (Twilio's docs, "Media
 * Streams: WebSocket messages"). So it knows what was really heard.
 */
export type SimulatedPlayback = {
  audio(item: number, audioMs: number, atMs: number): void
  mark(name: string, atMs: number): void
  /** Plays on up to `atMs`. */
  advance(atMs: number): void
  clear(atMs: number): void
  /** Ms heard of each item since the last {@link forget}. */
  heard(atMs: number): [item: number, heardMs: number][]
  forget(): void
}

type Entry =
  | { kind: 'audio'; item: number; startMs: number; endMs: number }
  | { kind: 'mark'; name: string; endMs: number }

/** `echo` is called with each mark that is reached or cleared. */
export function createPlayback(echo: (mark: string) => void): SimulatedPlayback {
  let queue: Entry[] = []
  let endsMs = 0
  let heard = new Map<number, number>()
  const add = (item: number, ms: number) => heard.set(item, (heard.get(item) ?? 0) + ms)

  function advance(atMs: number): void {
    let played = 0
    for (const entry of queue) {
      if (entry.endMs > atMs) break
      played += 1
      if (entry.kind === 'mark') echo(entry.name)
      else add(entry.item, entry.endMs - entry.startMs)
    }
    if (played > 0) queue.splice(0, played)
  }

  return {
    audio(item, audioMs, atMs) {
      const startMs = Math.max(atMs, endsMs)
      endsMs = startMs + audioMs
      queue.push({ kind: 'audio', item, startMs, endMs: endsMs })
    },
    mark(name, atMs) {
      queue.push({ kind: 'mark', name, endMs: Math.max(atMs, endsMs) })
      advance(atMs)
    },
    advance,
    clear(atMs) {
      advance(atMs)
      const [first] = queue
      if (first?.kind === 'audio' && first.startMs < atMs) add(first.item, atMs - first.startMs)
      const dropped = queue
      queue = []
      endsMs = atMs
      for (const entry of dropped) if (entry.kind === 'mark') echo(entry.name)
    },
    heard(atMs) {
      advance(atMs)
      const [first] = queue
      const all = new Map(heard)
      if (first?.kind === 'audio' && first.startMs < atMs) {
        all.set(first.item, (all.get(first.item) ?? 0) + atMs - first.startMs)
      }
      return [...all]
    },
    forget() {
      heard = new Map()
    },
  }
}
