'use client'

import { usePathname, useRouter } from 'next/navigation'
import { Select, SelectContent, SelectItem, SelectTrigger } from '#components/ui/select.tsx'
import type { RecordingFilter } from './queries.ts'

/** Narrows the list to one state. The choice stands in the address. */
export function StateFilter({ state }: RecordingFilter) {
  const router = useRouter()
  const pathname = usePathname()
  return (
    <Select
      value={state ?? 'all'}
      onValueChange={(value) =>
        router.replace(value === 'all' ? pathname : `${pathname}?state=${value}`)
      }
    >
      <SelectTrigger aria-label="State of the recordings" className="w-44" />
      <SelectContent>
        <SelectItem value="all">All recordings</SelectItem>
        {states.map(({ value, label }) => (
          <SelectItem key={value} value={value}>
            {label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  )
}

const states = [
  { value: 'ready', label: 'Ready to play' },
  { value: 'recording', label: 'Being recorded' },
  { value: 'importing', label: 'On their way' },
  { value: 'failed', label: 'Failed' },
  { value: 'absent', label: 'Nothing recorded' },
] as const
