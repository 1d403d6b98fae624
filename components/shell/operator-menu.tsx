'use client'

import { LogOut, Keyboard, Monitor, Moon, Sun, UserRound } from 'lucide-react'
import { useTheme } from 'next-themes'
import type { Operator } from '#contracts/rest/operator.ts'
import { Button } from '#components/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'

type OperatorMenuProps = { operator: Operator; onShowKeys: () => void }

/** Who is signed in, the theme, the keys, and the way out. */
export function OperatorMenu({ operator, onShowKeys }: OperatorMenuProps) {
  const { theme, setTheme } = useTheme()
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={`Account: ${operator.name}`}>
          <UserRound aria-hidden className="size-4" />
          <span className="max-w-40 truncate max-sm:hidden">{operator.name}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="w-60">
        <div className="px-2 py-1.5">
          <p className="truncate text-base font-medium">{operator.name}</p>
          <p className="truncate text-xs text-muted-foreground">
            {operator.email} · {operator.role}
          </p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme ?? 'system'} onValueChange={setTheme}>
          {themes.map(({ value, label, icon: Icon }) => (
            <DropdownMenuRadioItem key={value} value={value}>
              <Icon aria-hidden /> {label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={onShowKeys}>
          <Keyboard aria-hidden /> Keyboard keys
        </DropdownMenuItem>
        {/* A full page load, so that nothing of this operator stays in memory. */}
        <DropdownMenuItem onSelect={() => location.assign('/sign-out')}>
          <LogOut aria-hidden /> Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

const themes = [
  { value: 'system', label: 'As the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const
