'use client'

import type { Recording } from '#contracts/recording.ts'
import { DeleteRecording } from './delete-recording.tsx'
import { describeRecordingState, RecordingStateBadge } from './recording-state.tsx'
import { RetryRecording } from './retry-recording.tsx'
import { sourceWords } from './source-words.ts'

/** A recording that cannot be played: whose it is, how it stands, and what can be done. */
export function RecordingNote({ recording }: { recording: Recording }) {
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      <RecordingStateBadge {...recording} />
      <span className="min-w-0 text-pretty [overflow-wrap:anywhere]">
        <span className="font-medium">{sourceWords[recording.source].name}’s recording.</span>{' '}
        <span className="text-muted-foreground">{describeRecordingState(recording)}</span>
      </span>
      {recording.state === 'failed' && (
        <span className="ml-auto flex items-center gap-1">
          <RetryRecording recording={recording} />
          <DeleteRecording recording={recording} />
        </span>
      )}
    </li>
  )
}
