'use client'

import { Keyboard, LogOut, Monitor, Moon, Settings, Sun, UserRound } from 'lucide-react'
import Link from 'next/link'
import { useTheme } from 'next-themes'
import { useMe } from '#components/access/use-me.ts'
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

/** Who is signed in, the theme, the settings, the keys, and the way out. */
export function OperatorMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const { theme, setTheme } = useTheme()
  const { operator } = useMe().me
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
        <DropdownMenuItem asChild>
          <Link href="/settings/account">
            <Settings aria-hidden /> Account and settings
          </Link>
        </DropdownMenuItem>
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
