'use client'

import Link from 'next/link'
import { useMe } from '#components/access/use-me.ts'

/** The way to the limits, for those who may change them. */
export function LimitsLink() {
  const { may } = useMe()
  if (!may('admin')) return null
  return (
    <Link
      href="/settings/limits"
      className="justify-self-start text-sm text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
    >
      Open the limits
    </Link>
  )
}
