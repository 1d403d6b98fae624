'use client'

import type { ComponentProps } from 'react'
import { Tabs as TabsPrimitive } from 'radix-ui'
import { cn } from './cn.ts'

/** Views of one thing, one shown at a time. Compose: Tabs > TabsList > TabsTrigger, TabsContent. */
export const Tabs = TabsPrimitive.Root

/** The row of tabs, on a hairline. */
export function TabsList({ className, ...props }: ComponentProps<typeof TabsPrimitive.List>) {
  return (
    <TabsPrimitive.List
      {...props}
      className={cn('flex scrollbar-none gap-5 overflow-x-auto border-b', className)}
    />
  )
}

/** One tab; the chosen one is underlined. */
export function TabsTrigger({ className, ...props }: ComponentProps<typeof TabsPrimitive.Trigger>) {
  return (
    <TabsPrimitive.Trigger
      {...props}
      className={cn(
        '-mx-1 -mb-px flex h-10 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-1 text-sm font-medium whitespace-nowrap text-muted-foreground',
        'transition-colors hover:text-foreground focus-visible:-outline-offset-2',
        'data-[state=active]:border-primary data-[state=active]:text-foreground',
        className,
      )}
    />
  )
}

/** What a tab shows. */
export function TabsContent({ className, ...props }: ComponentProps<typeof TabsPrimitive.Content>) {
  return (
    <TabsPrimitive.Content
      {...props}
      className={cn('pt-4 focus-visible:outline-offset-4', className)}
    />
  )
}
