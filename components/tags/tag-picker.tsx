'use client'

import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Check, Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { cn } from '#components/ui/cn.ts'
import { FieldError } from '#components/ui/field.tsx'
import { tagsQuery } from './queries.ts'
import { readTag, type TagShare } from './tag-choice.ts'

type TagPickerProps = {
  /** Tags that stand first: those the calls have. */
  tags: readonly string[]
  shareOf(tag: string): TagShare
  onToggle(tag: string): void
}

/** Tags to give and to take off: found, or made, by typing. */
export function TagPicker({ tags, shareOf, onToggle }: TagPickerProps) {
  const [typed, setTyped] = useState('')
  const known = useQuery(tagsQuery).data ?? []
  const all = [...new Set([...tags, ...known.map(({ tag }) => tag)])]
  const read = readTag(typed)
  const made = read !== null && 'tag' in read && !all.includes(read.tag) ? read.tag : null
  const problem = read !== null && 'problem' in read ? read.problem : null
  const choose = (tag: string) => {
    onToggle(tag)
    setTyped('')
  }
  return (
    <Command label="Tags" loop>
      <Command.Input
        value={typed}
        onValueChange={setTyped}
        maxLength={80}
        placeholder="Find or make a tag"
        className="h-10 w-full border-b bg-transparent px-3 text-base placeholder:text-muted-foreground focus-visible:outline-none"
      />
      {problem && (
        <div className="px-3 pt-2">
          <FieldError message={problem} />
        </div>
      )}
      <Command.List className="max-h-64 overflow-y-auto p-1">
        {all.length === 0 && typed === '' && (
          <p className="p-3 text-sm text-muted-foreground">
            No tags yet. Type one: a word of your own to find calls by.
          </p>
        )}
        {all.map((tag) => (
          <Item key={tag} tag={tag} share={shareOf(tag)} onSelect={choose} />
        ))}
        {made !== null && (
          <Command.Item
            value={`make ${typed}`}
            keywords={[typed]}
            onSelect={() => choose(made)}
            className={itemStyle}
          >
            <Plus aria-hidden className="size-4 shrink-0 text-primary" />
            <span className="min-w-0 break-words">
              Make the tag <bdi className="font-medium">{made}</bdi>
            </span>
          </Command.Item>
        )}
      </Command.List>
    </Command>
  )
}

const itemStyle =
  'flex items-center gap-2 rounded-sm px-2 py-1.5 text-base data-[selected=true]:bg-accent pointer-coarse:py-2.5'

type ItemProps = { tag: string; share: TagShare; onSelect(tag: string): void }

function Item({ tag, share, onSelect }: ItemProps) {
  return (
    <Command.Item value={tag} onSelect={() => onSelect(tag)} className={itemStyle}>
      <span
        aria-hidden
        className={cn(
          'flex size-4.5 shrink-0 items-center justify-center rounded-sm border border-input bg-card text-primary-foreground',
          share !== false && 'border-primary bg-primary',
        )}
      >
        {share === true && <Check className="size-3.5" strokeWidth={3} />}
        {share === 'indeterminate' && <Minus className="size-3.5" strokeWidth={3} />}
      </span>
      <bdi className="min-w-0 truncate">{tag}</bdi>
      <span className="sr-only">{shareWords[String(share) as keyof typeof shareWords]}</span>
    </Command.Item>
  )
}

const shareWords = { true: ', given', false: ', not given', indeterminate: ', given to some' }
