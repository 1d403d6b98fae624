'use client'

import { AudioLines, Phone, ScrollText } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { toast } from 'sonner'
import type { Tombstone } from '#contracts/keeping.ts'
import { formatBytes } from '#components/format/bytes.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { deletedByWords, kindWords } from './storage-words.ts'

type TombstoneRowProps = { tombstone: Tombstone; leadsToCall?: boolean }

/** One thing that was deleted: what, by whom, when, and the sum that a copy of it could be told by. */
export function TombstoneRow({ tombstone, leadsToCall = false }: TombstoneRowProps) {
  const { kind, callId, cause, deletedBy, deletedAt, sha256, bytes } = tombstone
  const Icon = icons[kind]
  return (
    <li className="flex gap-3 border-b border-border/60 px-4 py-2.5 text-sm last:border-b-0">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2 gap-y-0.5">
        {leadsToCall ? (
          <Link
            href={`/calls/${encodeURIComponent(callId)}`}
            className="font-medium underline decoration-input underline-offset-4 hover:decoration-foreground"
          >
            {kindWords[kind]}
          </Link>
        ) : (
          <span className="font-medium">{kindWords[kind]}</span>
        )}
        <span className="min-w-0 text-pretty text-muted-foreground">
          deleted by {deletedByWords(cause, deletedBy)}
          {bytes !== null && bytes > 0 && ` · ${formatBytes(bytes)}`}
        </span>
        <LocalTime at={deletedAt} className="ml-auto shrink-0 text-xs text-muted-foreground" />
        {sha256 !== null && <Sum sha256={sha256} />}
      </div>
    </li>
  )
}

/** The sum by its two ends; a press copies all of it. */
function Sum({ sha256 }: { sha256: string }) {
  const [isCopied, setCopied] = useState(false)
  async function copy() {
    try {
      await navigator.clipboard.writeText(sha256)
      setCopied(true)
      toast.success('SHA-256 copied')
    } catch {
      toast.error('The browser did not allow copying', { description: sha256 })
    }
  }
  return (
    <button
      type="button"
      onClick={() => void copy()}
      title={sha256}
      className="basis-full rounded-sm text-left text-xs text-muted-foreground hover:text-foreground pointer-coarse:py-1.5"
    >
      SHA-256{' '}
      <code className="font-mono">
        {sha256.slice(0, 8)}…{sha256.slice(-8)}
      </code>{' '}
      <span className="underline decoration-input underline-offset-4">
        {isCopied ? 'Copied' : 'Copy'}
      </span>
    </button>
  )
}

const icons = { recording: AudioLines, transcript: ScrollText, call: Phone } as const
