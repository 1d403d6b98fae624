'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import type { StorageStats } from '#contracts/keeping.ts'
import { useMe } from '#components/access/use-me.ts'
import { formatBytes } from '#components/format/bytes.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { Button } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { FillBar } from './fill-bar.tsx'
import { counted, fillOf } from './storage-words.ts'

/** How much there is in all, of what, and where it lies. */
export function UsagePanel({ stats }: { stats: StorageStats }) {
  const { may } = useMe()
  const fill = fillOf(stats)
  const { recordings, transcripts, place } = stats
  return (
    <Panel
      title="Used"
      headingId="storage-used"
      flush
      actions={
        may('admin') && (
          <Button asChild size="sm">
            <Link href="/settings/keeping">{fill === null ? 'Set a quota' : 'Change'}</Link>
          </Button>
        )
      }
    >
      <div className="grid gap-3 border-b p-4">
        <p className="text-2xl font-semibold tracking-tight tabular-nums">
          {formatBytes(stats.bytes)}
          <span className="ml-2 text-sm font-normal tracking-normal text-muted-foreground">
            {fill === null
              ? 'of recordings, without a quota'
              : fill.words.replace(/^.*? of /, 'of ')}
          </span>
        </p>
        {fill && <FillBar fill={fill} />}
      </div>
      <dl className="grid divide-border/60 max-sm:divide-y sm:grid-cols-2 lg:grid-cols-4 lg:divide-x">
        <Fact name="Recordings" value={recordings.count.toLocaleString('en-GB')}>
          {recordings.oldestAt === null ? (
            'None yet'
          ) : (
            <>
              The oldest of <LocalTime at={recordings.oldestAt} />
            </>
          )}
        </Fact>
        <Fact name="Transcripts" value={formatBytes(transcripts.bytes)}>
          {counted(transcripts.lines, 'line')}, in the database
        </Fact>
        <Fact name="Calls" value={stats.calls.toLocaleString('en-GB')}>
          With their figures and events
        </Fact>
        <Fact
          name={place.kind === 'disk' ? 'Free on the disk' : 'In a bucket'}
          value={stats.freeBytes === null ? 'Not known' : formatBytes(stats.freeBytes)}
        >
          <code className="font-mono break-all">{place.name}</code>
        </Fact>
      </dl>
    </Panel>
  )
}

type FactProps = { name: string; value: string; children: ReactNode }

function Fact({ name, value, children }: FactProps) {
  return (
    <div className="grid content-start gap-1 p-4">
      <dt className="label-quiet">{name}</dt>
      <dd className="text-lg font-semibold tracking-tight tabular-nums">{value}</dd>
      <dd className="text-xs text-muted-foreground">{children}</dd>
    </div>
  )
}
