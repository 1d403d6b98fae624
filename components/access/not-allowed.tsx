'use client'

import { Lock } from 'lucide-react'
import Link from 'next/link'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { roleLabel } from './role-words.ts'
import { useMe } from './use-me.ts'

/** In place of a page that the operator's role does not open: what it is, and who can open it. */
export function NotAllowed({ title, about }: { title: string; about: string }) {
  const { operator } = useMe().me
  return (
    <>
      <PageHeader title={title} text={about} />
      <EmptyState
        icon={Lock}
        title="This page is for owners"
        text={`You are signed in as ${operator.name}, whose role is ${roleLabel(operator.role).toLowerCase()}. An owner can give you another role under Settings, People.`}
        action={
          <Button asChild>
            <Link href="/">Back to the desk</Link>
          </Button>
        }
        className="border-t"
      />
    </>
  )
}
