import { CircleAlert, CircleOff, LoaderCircle, Mic, Trash2 } from 'lucide-react'
import type { Recording, RecordingSource } from '#contracts/recording.ts'
import { Badge } from '#components/ui/badge.tsx'
import { unreachable } from '#core/unreachable.ts'

/** What a recording that cannot be played yet, or any more, is doing. Nothing is said of one that is ready. */
export function RecordingStateBadge({ state, source }: Pick<Recording, 'state' | 'source'>) {
  switch (state) {
    case 'ready':
      return null
    case 'recording':
      return (
        <Badge tone="lamp">
          <Mic aria-hidden /> Recording
        </Badge>
      )
    case 'importing':
      return (
        <Badge tone="primary">
          <LoaderCircle aria-hidden className="animate-spin" /> {importWords[source].short}
        </Badge>
      )
    case 'failed':
      return (
        <Badge tone="danger">
          <CircleAlert aria-hidden /> Failed
        </Badge>
      )
    case 'absent':
      return (
        <Badge tone="neutral">
          <CircleOff aria-hidden /> Absent
        </Badge>
      )
    case 'deleted':
      return (
        <Badge tone="neutral">
          <Trash2 aria-hidden /> Deleted
        </Badge>
      )
    default:
      return unreachable(state)
  }
}

/** The same, as a sentence: what it means, and what happens next. */
export function describeRecordingState({
  state,
  source,
  failReason,
}: Pick<Recording, 'state' | 'source' | 'failReason'>): string | null {
  switch (state) {
    case 'ready':
      return null
    case 'recording':
      return 'The call is still being recorded.'
    case 'importing':
      return importWords[source].long
    case 'failed':
      return failReason ?? failWords[source]
    case 'absent':
      return failReason ?? absentWords[source]
    case 'deleted':
      return 'The sound was deleted; the call and its transcript remain.'
    default:
      return unreachable(state)
  }
}

const importWords: Record<RecordingSource, { short: string; long: string }> = {
  relay: {
    short: 'Being put together',
    long: 'The relay is putting it together; it can be played in a moment.',
  },
  carrier: {
    short: 'Importing',
    long: 'The carrier is handing the sound over; it can be played in a moment.',
  },
}

const failWords: Record<RecordingSource, string> = {
  relay: 'What the relay kept of it could not be put together.',
  carrier: 'The sound could not be fetched from the carrier.',
}

const absentWords: Record<RecordingSource, string> = {
  relay: 'The relay recorded nothing: no sound came, or recording was paused throughout.',
  carrier: 'The carrier recorded nothing: the call was not answered, or was too short.',
}
