'use client'

import { useState } from 'react'
import { toast } from 'sonner'
import type { Call } from '#contracts/call.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogFooter } from '#components/ui/dialog.tsx'
import { useTagCalls } from './queries.ts'
import { chooseTag, shareOfTag, tagRequest, type TagChoice } from './tag-choice.ts'
import { TagPicker } from './tag-picker.tsx'

type TagDialogProps = { calls: readonly Call[]; onClose(): void }

/** Gives tags to several calls and takes others off, all at once. */
export function TagDialog({ calls, onClose }: TagDialogProps) {
  const [choice, setChoice] = useState<TagChoice>(new Map())
  const tagCalls = useTagCalls()
  const count = calls.length === 1 ? 'one call' : `${calls.length} calls`
  const request = tagRequest(
    calls.map(({ id }) => id),
    choice,
  )
  const areTooMany = request.add.length > TAGS_MAX || request.remove.length > TAGS_MAX
  const send = () =>
    tagCalls.mutate(request, {
      onSuccess: ({ items }) => {
        toast.success(
          `Tags of ${items.length === 1 ? 'one call' : `${items.length} calls`} changed`,
        )
        onClose()
      },
    })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Tags of ${count}`}
        description="What is ticked all of them get; what you untick is taken off all of them."
      >
        <div className="overflow-hidden rounded-md border">
          <TagPicker
            tags={[...new Set([...choice.keys(), ...calls.flatMap(({ tags }) => tags)])]}
            shareOf={(tag) => shareOfTag(calls, tag, choice)}
            onToggle={(tag) => setChoice(chooseTag(calls, tag, choice))}
          />
        </div>
        {areTooMany && (
          <p className="text-sm text-muted-foreground">At most {TAGS_MAX} tags at a time.</p>
        )}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            pending={tagCalls.isPending}
            disabled={choice.size === 0 || areTooMany}
            onClick={send}
          >
            Save tags
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}

/** What one request changes at most (contracts/call-list.ts). */
const TAGS_MAX = 20
