'use client'

import { ShieldCheck } from 'lucide-react'
import type { Person } from '#contracts/people.ts'
import { useMe } from '#components/access/use-me.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { PersonMenu, type PersonAct } from './person-menu.tsx'
import { RoleSelect } from './role-select.tsx'

/** The columns of the list, for the rows and their head. */
export const personColumns =
  'lg:grid-cols-[minmax(13rem,1.4fr)_minmax(10rem,1fr)_7.5rem_8rem_6.5rem_1.75rem] lg:gap-x-5'

type PersonRowProps = {
  person: Person
  isOnlyOwner: boolean
  onChoose: (act: PersonAct) => void
}

/** One operator: who, as what, how safely, when last seen and where. */
export function PersonRow({ person, isOnlyOwner, onChoose }: PersonRowProps) {
  const isMe = useMe().me.operator.id === person.id
  return (
    <li
      className={cn(
        'relative grid gap-y-2.5 border-b border-border/60 px-4 py-3 last:border-b-0 lg:items-start',
        personColumns,
      )}
    >
      <div className="min-w-0 max-lg:pr-10">
        <p className="flex items-center gap-2">
          <span className="truncate font-medium" title={person.name}>
            {person.name}
          </span>
          {isMe && <Badge>You</Badge>}
        </p>
        <p className="truncate text-xs text-muted-foreground" title={person.email}>
          {person.email}
        </p>
      </div>
      <RoleSelect person={person} isMe={isMe} isOnlyOwner={isOnlyOwner} />
      <div className="contents max-lg:flex max-lg:flex-wrap max-lg:items-center max-lg:gap-x-4 max-lg:gap-y-1 max-lg:text-sm">
        <p className="text-sm lg:leading-9">
          {person.twoFactor ? (
            <Badge tone="ok">
              <ShieldCheck aria-hidden /> On
              <span className="lg:sr-only">: second factor</span>
            </Badge>
          ) : (
            <span className="text-muted-foreground">
              <span className="lg:sr-only">No second factor</span>
              <span aria-hidden className="max-lg:hidden">
                Off
              </span>
            </span>
          )}
        </p>
        <p className="text-sm text-muted-foreground lg:leading-9">
          <LastSeen at={person.lastSeenAt} />
        </p>
        <Button
          variant="link"
          size="sm"
          className="justify-self-start max-lg:h-7! lg:h-9!"
          disabled={person.sessions === 0}
          onClick={() => onChoose('sessions')}
        >
          {person.sessions === 0
            ? 'None'
            : `${person.sessions} session${person.sessions === 1 ? '' : 's'}`}
        </Button>
      </div>
      <div className="max-lg:absolute max-lg:top-2.5 max-lg:right-3 lg:pt-1">
        <PersonMenu person={person} isOnlyOwner={isOnlyOwner} onChoose={onChoose} />
      </div>
    </li>
  )
}

function LastSeen({ at }: { at: string | null }) {
  if (at === null) return 'Not yet seen'
  return (
    <>
      <span className="lg:sr-only">Seen </span>
      <LocalTime at={at} />
    </>
  )
}
