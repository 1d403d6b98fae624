'use client'

import type { Retention } from '#contracts/keeping.ts'
import { DaysField } from './days-field.tsx'
import { media, mediumWords } from './keeping-changes.ts'

type RetentionFieldsProps = {
  retention: Retention
  /** Says what each of them takes along: once on a page is enough. */
  withHints?: boolean
  onChange(retention: Retention): void
}

/** The three times of keeping. */
export function RetentionFields({ retention, withHints, onChange }: RetentionFieldsProps) {
  return (
    <div className="grid items-start gap-x-6 gap-y-5 sm:grid-cols-2 xl:grid-cols-3">
      {media.map((medium) => (
        <DaysField
          key={medium}
          label={mediumWords[medium]}
          {...(withHints ? { hint: hints[medium] } : {})}
          days={retention[medium]}
          onChange={(days) => onChange({ ...retention, [medium]: days })}
        />
      ))}
    </div>
  )
}

const hints: Record<keyof Retention, string> = {
  recordingsDays: 'The sound, here and at the carrier. The call and its transcript stay.',
  transcriptsDays: 'What was said, and what the event log says of it. The call’s figures stay.',
  callsDays: 'The call with everything that belongs to it; only a tombstone stays.',
}
