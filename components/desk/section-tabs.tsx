'use client'

import { cn } from '#components/ui/cn.ts'

export type DeskSection = 'live' | 'dial' | 'agent' | 'recordings'

type SectionTabsProps = {
  chosen: DeskSection
  onChoose(section: DeskSection): void
  liveCount: number
}

/** On screens too narrow for the whole desk: which part of it is in sight. */
export function SectionTabs({ chosen, onChoose, liveCount }: SectionTabsProps) {
  return (
    <nav
      aria-label="Parts of the desk"
      className="sticky top-13 z-20 flex gap-1 overflow-x-auto border-b bg-background px-4 md:px-6 xl:hidden"
    >
      {sections.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          aria-pressed={chosen === id}
          onClick={() => onChoose(id)}
          className={cn(
            '-mb-px flex h-11 flex-1 items-center justify-center gap-1.5 border-b-2 border-transparent px-1 text-sm font-medium whitespace-nowrap text-muted-foreground hover:text-foreground focus-visible:-outline-offset-2',
            'aria-pressed:border-primary aria-pressed:text-foreground',
            id === 'live' && 'lg:hidden',
          )}
        >
          {label}
          {id === 'live' && liveCount > 0 && (
            <span className="text-xs text-lamp-text">
              {liveCount} <span className="sr-only">up</span>
            </span>
          )}
        </button>
      ))}
    </nav>
  )
}

/**
 * The classes that put a part into sight: one at a time on phones, one beside
 * the live call on small laptops, all on desks.
 */
export function sectionClass(section: DeskSection, chosen: DeskSection): string {
  if (section === 'live') return chosen === 'live' ? '' : 'max-lg:hidden'
  // Beside the live call there is room for one more part: the first, until another is chosen.
  if (chosen === 'live') return section === 'dial' ? 'max-lg:hidden' : 'max-xl:hidden'
  return section === chosen ? '' : 'max-xl:hidden'
}

const sections: readonly { id: DeskSection; label: string }[] = [
  { id: 'live', label: 'Live' },
  { id: 'dial', label: 'Dial' },
  { id: 'agent', label: 'Agent' },
  { id: 'recordings', label: 'Recordings' },
]
