'use client'

import { useQuery } from '@tanstack/react-query'
import { Bookmark, X } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { saveViewSchema, type CallColumn, type SavedView } from '#contracts/call-list.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx'
import { viewHref } from './call-view.ts'
import { inOrder } from './columns.ts'
import { savedViewsQuery } from './queries.ts'
import { useRemoveView, useSaveView } from './use-view-acts.ts'

type ViewsMenuProps = {
  /** What the list shows now, as its address says it. */
  query: string
  columns: readonly CallColumn[]
  onColumns(columns: readonly CallColumn[]): void
}

/** Lists that the operator wants back: to open, to save, to forget. Each is a link to its address. */
export function ViewsMenu({ query, columns, onColumns }: ViewsMenuProps) {
  const [isOpen, setOpen] = useState(false)
  const views = useQuery(savedViewsQuery).data ?? []
  const current = views.find((view) => view.query === query && query !== '')
  const pick = (view: SavedView) => {
    if (view.columns) onColumns(inOrder(view.columns))
    setOpen(false)
  }
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button className="max-w-52 min-w-0">
          <Bookmark aria-hidden />
          {current ? (
            <>
              <span className="sr-only">View:</span>
              <bdi className="truncate">{current.name}</bdi>
            </>
          ) : (
            'Views'
          )}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Views" align="end" className="grid gap-3 p-3">
        {views.length === 0 ? (
          <p className="text-sm text-muted-foreground">
            Save the filters and columns of this list under a name, to have them back with one
            click.
          </p>
        ) : (
          <ul aria-label="Saved views" className="-mx-1 grid max-h-64 overflow-y-auto">
            {views.map((view) => (
              <ViewItem key={view.id} view={view} isCurrent={view === current} onPick={pick} />
            ))}
          </ul>
        )}
        <SaveForm
          key={current?.id ?? ''}
          name={current?.name ?? ''}
          query={query}
          columns={columns}
        />
      </PopoverContent>
    </Popover>
  )
}

type ViewItemProps = { view: SavedView; isCurrent: boolean; onPick(view: SavedView): void }

function ViewItem({ view, isCurrent, onPick }: ViewItemProps) {
  const remove = useRemoveView()
  return (
    <li className="flex items-center">
      <Link
        href={viewHref(view.query)}
        onClick={() => onPick(view)}
        aria-current={isCurrent ? 'page' : undefined}
        className="min-w-0 flex-1 truncate rounded-sm px-2 py-1.5 text-base hover:bg-accent aria-[current=page]:font-medium aria-[current=page]:text-primary pointer-coarse:py-2.5"
      >
        <bdi>{view.name}</bdi>
      </Link>
      <Button
        variant="ghost"
        size="iconSm"
        aria-label={`Forget the view ${view.name}`}
        pending={remove.isPending}
        onClick={() => remove.mutate(view)}
      >
        {!remove.isPending && <X aria-hidden />}
      </Button>
    </li>
  )
}

type SaveFormProps = { name: string; query: string; columns: readonly CallColumn[] }

function SaveForm({ name: given, query, columns }: SaveFormProps) {
  const [name, setName] = useState(given)
  const [problem, setProblem] = useState<string | undefined>()
  const save = useSaveView()
  return (
    <form
      noValidate
      aria-label="Save this list"
      className="grid gap-3 border-t pt-3"
      onSubmit={(event) => {
        event.preventDefault()
        const read = saveViewSchema.safeParse({ name, query, columns: [...columns] })
        if (read.success) save.mutate(read.data)
        else setProblem(read.error.issues[0]?.message)
      }}
    >
      <Field label="Save this list as" hint="A view of the same name is replaced." error={problem}>
        <Input
          dir="auto"
          maxLength={60}
          autoComplete="off"
          value={name}
          onChange={(event) => {
            setName(event.target.value)
            setProblem(undefined)
          }}
        />
      </Field>
      <Button type="submit" size="sm" className="justify-self-end" pending={save.isPending}>
        Save view
      </Button>
    </form>
  )
}
