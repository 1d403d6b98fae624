/**
 * When something happened that the carrier reports. Its own times have whole
 * seconds, ours are finer, so its time counts only for news that comes late.
 */
export function timeOfNews(carrierTime: string | undefined, nowMs: number): Date {
  const carrierMs = Date.parse(carrierTime ?? '')
  const lateMs = nowMs - carrierMs
  return new Date(lateMs > LATE_AFTER_MS ? carrierMs : nowMs)
}

const LATE_AFTER_MS = 5_000
