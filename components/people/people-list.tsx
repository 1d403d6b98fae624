'use client'

import type { Person } from '#contracts/people.ts'
import { cn } from '#components/ui/cn.ts'
import { isOnlyOwner } from './only-owner.ts'
import type { Open } from './open-dialog.tsx'
import { PersonRow, personColumns } from './person-row.tsx'

type PeopleListProps = { people: readonly Person[]; onChoose: (open: Open) => void }

/** Everybody who may sign in, the longest here first. */
export function PeopleList({ people, onChoose }: PeopleListProps) {
  return (
    <div className="rounded-lg border bg-card">
      <div
        aria-hidden
        className={cn('hidden h-9 items-center border-b px-4 lg:grid', personColumns)}
      >
        {['Person', 'Role', 'Second factor', 'Last seen', 'Sessions'].map((head) => (
          <span key={head} className="label-quiet">
            {head}
          </span>
        ))}
      </div>
      <ul aria-label="People">
        {people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            isOnlyOwner={isOnlyOwner(person, people)}
            onChoose={(what) => onChoose({ what, person })}
          />
        ))}
      </ul>
    </div>
  )
}
