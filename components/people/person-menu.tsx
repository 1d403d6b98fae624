'use client'

import { Ellipsis, KeyRound, MonitorSmartphone, UserMinus } from 'lucide-react'
import type { Person } from '#contracts/people.ts'
import { Button } from '#components/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'

/** What can be done about somebody. */
export type PersonAct = 'sessions' | 'resetLink' | 'remove'

type PersonMenuProps = {
  person: Person
  isOnlyOwner: boolean
  onChoose: (act: PersonAct) => void
}

/** The menu of a person's acts. */
export function PersonMenu({ person, isOnlyOwner, onChoose }: PersonMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="iconSm" aria-label={`Menu of ${person.name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => onChoose('sessions')}>
          <MonitorSmartphone aria-hidden /> Sessions
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => onChoose('resetLink')}>
          <KeyRound aria-hidden /> Make a reset link
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem danger disabled={isOnlyOwner} onSelect={() => onChoose('remove')}>
          <UserMinus aria-hidden /> {isOnlyOwner ? 'Remove (not the only owner)' : 'Remove'}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
