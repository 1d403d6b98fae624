import { AudioLines, PhoneCall, RectangleEllipsis, Settings, type LucideIcon } from 'lucide-react'

export type NavItem = {
  href: string
  /** Where the pages that belong to it begin, if not at `href`. */
  root?: string
  label: string
  icon: LucideIcon
  /** Pressed after `g`, goes there. */
  key: string
}

/** The places of the console, in the order of the navigation. */
export const navItems: readonly NavItem[] = [
  { href: '/', label: 'Desk', icon: RectangleEllipsis, key: 'd' },
  { href: '/calls', label: 'Calls', icon: PhoneCall, key: 'c' },
  { href: '/recordings', label: 'Recordings', icon: AudioLines, key: 'r' },
  { href: '/settings/account', root: '/settings', label: 'Settings', icon: Settings, key: 's' },
]

/** Whether a page belongs to a place of the navigation. */
export function isWithin(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)
}
