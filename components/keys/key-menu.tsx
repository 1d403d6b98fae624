'use client'

import { Ban, Ellipsis, Pencil, RefreshCw } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'

/** What can be done with a key that is in use. */
export type KeyAct = 'edit' | 'rotate' | 'revoke'

/** The menu of a key's acts. */
export function KeyMenu({ name, onChoose }: { name: string; onChoose(act: KeyAct): void }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="iconSm" aria-label={`Menu of the key ${name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => onChoose('edit')}>
          <Pencil aria-hidden /> Rename or change rate
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => onChoose('rotate')}>
          <RefreshCw aria-hidden /> Rotate
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem danger onSelect={() => onChoose('revoke')}>
          <Ban aria-hidden /> Revoke
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
