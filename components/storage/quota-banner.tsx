'use client'

import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useMe } from '#components/access/use-me.ts'
import { storageStatsQuery } from './queries.ts'
import { fillOf } from './storage-words.ts'

/** Tells owners from 80 per cent of the quota on that the store fills up. Not there for others, who can do nothing about it. */
export function QuotaBanner() {
  const { may } = useMe()
  const { data } = useQuery({ ...storageStatsQuery, enabled: may('admin'), refetchInterval: false })
  const fill = data ? fillOf(data) : null
  if (!may('admin') || fill === null || fill.state === 'fine') return null
  return (
    <p
      role="status"
      className="mx-4 mb-4 flex gap-x-3 rounded-lg bg-lamp-soft px-4 py-2.5 text-sm md:mx-6"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-lamp-text" />
      <span className="flex flex-wrap gap-x-3 gap-y-1">
        <span>
          The store is {fill.state === 'over' ? 'over its quota' : 'nearly full'}: {fill.words}.
        </span>
        <Link
          href="/settings/storage"
          className="text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
        >
          See the storage
        </Link>
      </span>
    </p>
  )
}
