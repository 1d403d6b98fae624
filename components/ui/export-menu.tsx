import type { ReactNode } from 'react'
import { FileDown } from 'lucide-react'
import { Button } from './button.tsx'
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from './dropdown-menu.tsx'

/** A button and its menu of what can be saved, and in which forms. Compose: ExportMenu > DownloadItem. */
export function ExportMenu({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <FileDown aria-hidden /> Export
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>{children}</DropdownMenuContent>
    </DropdownMenu>
  )
}
