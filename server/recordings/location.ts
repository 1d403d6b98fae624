import { recordingSidSchema } from '#contracts/recording.ts'

const EXTENSION = '.wav'

/** Only a SID ever becomes a file's name, so no name leads out of where files are kept. */
export function locationOf(recordingSid: string): string {
  return `${recordingSidSchema.parse(recordingSid)}${EXTENSION}`
}

/** Whose file lies at `location`; null: it is not the location of a recording. */
export function sidOf(location: string): string | null {
  if (!location.endsWith(EXTENSION)) return null
  const parsed = recordingSidSchema.safeParse(location.slice(0, -EXTENSION.length))
  return parsed.success ? parsed.data : null
}

/** The same location, if it is one. Throws for anything else. */
export function checkedLocation(location: string): string {
  if (sidOf(location) === null) throw new Error('Not the location of a recording.')
  return location
}
