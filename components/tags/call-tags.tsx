'use client'

import { Tag } from 'lucide-react'
import type { Call } from '#contracts/call.ts'
import { useMe } from '#components/access/use-me.ts'
import { Button } from '#components/ui/button.tsx'
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx'
import { useTagCalls } from './queries.ts'
import { TagChip } from './tag-chip.tsx'
import { TagPicker } from './tag-picker.tsx'

/** The tags of a call, and the way to give it others. Whoever may only read sees them alone. */
export function CallTags({ call }: { call: Call }) {
  const { may } = useMe()
  const tagCalls = useTagCalls()
  const mayTag = may('calls:write')
  const send = (tag: string, isWanted: boolean) =>
    tagCalls.mutate({
      callIds: [call.id],
      add: isWanted ? [tag] : [],
      remove: isWanted ? [] : [tag],
    })
  if (!mayTag && call.tags.length === 0) return null
  return (
    <div role="group" aria-label="Tags" className="mt-1 flex min-w-0 flex-wrap items-center gap-1">
      {call.tags.map((tag) => (
        <TagChip key={tag} tag={tag} onRemove={mayTag ? () => send(tag, false) : undefined} />
      ))}
      {mayTag && (
        <Popover>
          <PopoverTrigger asChild>
            <Button variant="ghost" size="sm" className="text-muted-foreground">
              <Tag aria-hidden />{' '}
              {call.tags.length === 0 ? 'Tag' : <span className="sr-only">Tag</span>}
            </Button>
          </PopoverTrigger>
          <PopoverContent aria-label="Tags of this call" align="start" className="w-72 p-0">
            <TagPicker
              tags={call.tags}
              shareOf={(tag) => call.tags.includes(tag)}
              onToggle={(tag) => send(tag, !call.tags.includes(tag))}
            />
          </PopoverContent>
        </Popover>
      )}
    </div>
  )
}
