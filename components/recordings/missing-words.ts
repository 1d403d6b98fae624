import type { Recording } from '#contracts/recording.ts'

/** What a recording that can be played lacks, and why; null: nothing that is known of. */
export function missingWords({ missingMs }: Pick<Recording, 'missingMs'>): string | null {
  if (missingMs === 0) return null
  const seconds = Math.max(1, Math.round(missingMs / 1_000))
  const much = seconds === 1 ? 'About a second is' : `About ${seconds} seconds are`
  return `${much} missing of this recording: the relay’s disk was full or did not answer. The rest is here.`
}
