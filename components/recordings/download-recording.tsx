import { Download } from 'lucide-react'
import type { Recording } from '#contracts/recording.ts'
import { formatBytes } from '#components/format/bytes.ts'
import { Button } from '#components/ui/button.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { audioUrl } from './queries.ts'

/** A link that saves the recording as a file; its size is said beforehand. */
export function DownloadRecording({ recording }: { recording: Recording }) {
  const size = recording.bytes === null ? '' : `, ${formatBytes(recording.bytes)}`
  return (
    <Tooltip text={`Download${size}`}>
      <Button asChild variant="ghost" size="iconSm">
        <a
          href={`${audioUrl(recording.recordingSid)}?download=1`}
          download
          aria-label={`Download the recording${size}`}
        >
          <Download aria-hidden />
        </a>
      </Button>
    </Tooltip>
  )
}
