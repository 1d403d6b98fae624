'use client'

import { ChevronRight, CircleAlert } from 'lucide-react'
import { Collapsible } from 'radix-ui'
import type { ReactNode } from 'react'

type SectionProps = {
  title: string
  /** What is set inside, in a few words, so that a closed section still tells. */
  summary: string
  open: boolean
  onOpenChange(open: boolean): void
  /** A field inside is wrong. */
  hasError: boolean
  /** A field inside differs from what is saved. */
  isChanged: boolean
  children: ReactNode
}

/** A part of the configuration that is closed until somebody needs it. */
export function Section(props: SectionProps) {
  return (
    <Collapsible.Root open={props.open} onOpenChange={props.onOpenChange} className="border-t">
      <h3>
        <Collapsible.Trigger className="group flex min-h-11 w-full items-center gap-2 px-4 py-2 text-left hover:bg-accent focus-visible:-outline-offset-2">
          <ChevronRight
            aria-hidden
            className="size-4 shrink-0 text-muted-foreground transition-transform group-data-[state=open]:rotate-90"
          />
          <span className="shrink-0 text-sm font-medium">{props.title}</span>
          {props.isChanged && <ChangedMark />}
          <span className="ml-auto min-w-0 truncate text-xs text-muted-foreground">
            {props.hasError ? (
              <span className="inline-flex items-center gap-1 font-medium text-danger">
                <CircleAlert aria-hidden className="size-3.5" /> Needs attention
              </span>
            ) : (
              props.summary
            )}
          </span>
        </Collapsible.Trigger>
      </h3>
      <Collapsible.Content className="grid gap-4 px-4 pt-1 pb-5">
        {props.children}
      </Collapsible.Content>
    </Collapsible.Root>
  )
}

/** A lamp beside a heading: something under it is not saved yet. */
export function ChangedMark() {
  return (
    <span className="size-1.5 shrink-0 rounded-full bg-lamp">
      <span className="sr-only">(unsaved changes)</span>
    </span>
  )
}
