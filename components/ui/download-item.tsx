import type { ReactNode } from 'react'
import { DropdownMenuItem } from './dropdown-menu.tsx'

type DownloadItemProps = { href: string; disabled?: boolean; children: ReactNode }

/** An act of a menu that saves what stands at an address as a file. */
export function DownloadItem({ href, disabled = false, children }: DownloadItemProps) {
  return (
    <DropdownMenuItem asChild disabled={disabled}>
      <a href={href} download>
        {children}
      </a>
    </DropdownMenuItem>
  )
}
