import Link from 'next/link'
import type { ListedCall, TranscriptHit } from '#contracts/call-list.ts'
import { formatClock, spokenDuration } from '#components/format/duration.ts'
import { callHref } from '#components/calls/call-words.ts'
import { roleWords } from '#components/calls/transcript-text.ts'
import { listenHref } from '#components/listening/listen-link.ts'

/** The lines that hold what was searched for: who said it, at what second, and a way there. */
export function CallHits({ call }: { call: ListedCall }) {
  if (call.hits.length === 0) return null
  return (
    <ul aria-label="Lines found" className="grid gap-0.5">
      {call.hits.map((hit) => (
        <li key={hit.itemId} className="min-w-0">
          <Link
            href={hrefOf(call, hit)}
            className="relative z-10 grid grid-cols-[2.75rem_3.5rem_minmax(0,1fr)] items-baseline gap-x-2 rounded-sm px-1 py-0.5 text-sm hover:bg-accent pointer-coarse:py-2"
          >
            {hit.startMs === null ? (
              <span />
            ) : (
              <span className="text-right font-mono text-xs text-primary">
                <span aria-hidden>{formatClock(hit.startMs)}</span>
                <span className="sr-only">At {spokenDuration(hit.startMs)},</span>
              </span>
            )}
            <span className="text-xs text-muted-foreground">{roleWords[hit.role]}</span>
            <span dir="auto" className="line-clamp-2 text-left [overflow-wrap:anywhere]">
              {/* An excerpt never changes but as a whole. */}
              {hit.excerpt.map(({ text, isHit }, index) =>
                // oxlint-disable-next-line react/no-array-index-key
                isHit ? <Mark key={index} text={text} /> : text,
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Mark({ text }: { text: string }) {
  return (
    <mark className="rounded-xs bg-lamp-soft font-semibold text-foreground underline decoration-lamp decoration-2 underline-offset-2">
      {text}
    </mark>
  )
}

function hrefOf(call: ListedCall, hit: TranscriptHit): string {
  return hit.startMs === null ? callHref(call) : listenHref(call.callSid ?? call.id, hit.startMs)
}
