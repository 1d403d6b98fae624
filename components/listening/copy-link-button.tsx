'use client'

import { Link2 } from 'lucide-react'
import { toast } from 'sonner'
import { formatClock } from '#components/format/duration.ts'
import { Button } from '#components/ui/button.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { toCallMs } from './call-clock.ts'
import { chooseTrack, type Track } from './choose-track.ts'
import { listenHref } from './listen-link.ts'
import { useListening } from './listening-context.ts'

/** Puts the address of this very second of the call on the clipboard. */
export function CopyLinkButton({ track }: { track: Track }) {
  const { player, tracks } = useListening()
  return (
    <Tooltip text="Copy link at this second">
      <Button
        variant="ghost"
        size="iconSm"
        aria-label="Copy link at this second"
        onClick={() => {
          const seconds = player.now()
          void copy(hrefOf(tracks, track, toCallMs(seconds, track.offsetMs)), seconds)
        }}
      >
        <Link2 aria-hidden />
      </Button>
    </Tooltip>
  )
}

/** The recording is named only where the page would choose another by itself. */
function hrefOf(tracks: readonly Track[], track: Track, callMs: number): string {
  const { callSid, callId, recordingSid } = track.recording
  const isChosen = chooseTrack(tracks, { callMs }) === track
  return listenHref(callSid ?? callId, callMs, isChosen ? null : recordingSid)
}

async function copy(href: string, seconds: number) {
  try {
    await navigator.clipboard.writeText(new URL(href, window.location.origin).href)
    toast.success(`Link to ${formatClock(seconds * 1_000)} copied`)
  } catch {
    toast.error('The browser did not allow copying')
  }
}
