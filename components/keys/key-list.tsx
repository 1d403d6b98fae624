'use client'

import { ChevronRight } from 'lucide-react'
import { Collapsible } from 'radix-ui'
import type { ApiKey } from '#contracts/api-key.ts'
import { useNow } from '#components/format/use-now.ts'
import { cn } from '#components/ui/cn.ts'
import type { KeyAct } from './key-menu.tsx'
import { KeyRow, keyColumns } from './key-row.tsx'
import { isInUse } from './key-state.ts'

type KeyListProps = { keys: readonly ApiKey[]; onChoose(act: KeyAct, apiKey: ApiKey): void }

/** The keys in use; those that open nothing any more are folded away under them. */
export function KeyList({ keys, onChoose }: KeyListProps) {
  const nowMs = useNow(60_000)
  const inUse = keys.filter((key) => isInUse(key, nowMs))
  const over = keys.filter((key) => !isInUse(key, nowMs))
  return (
    <div className="mx-4 mb-6 grid gap-4 md:mx-6">
      <div className="rounded-lg border bg-card">
        <div
          aria-hidden
          className={cn('hidden h-9 items-center border-b px-4 lg:grid', keyColumns)}
        >
          {['Key', 'May', 'Last used', 'Ends'].map((head) => (
            <span key={head} className="label-quiet">
              {head}
            </span>
          ))}
        </div>
        {inUse.length === 0 ? (
          <p className="px-4 py-6 text-sm text-muted-foreground">
            No key is in use: no program can ask anything.
          </p>
        ) : (
          <ul aria-label="Keys in use">
            {inUse.map((key) => (
              <KeyRow
                key={key.id}
                apiKey={key}
                nowMs={nowMs}
                onChoose={(act) => onChoose(act, key)}
              />
            ))}
          </ul>
        )}
      </div>
      {over.length > 0 && <KeysOver keys={over} nowMs={nowMs} />}
    </div>
  )
}

function KeysOver({ keys, nowMs }: { keys: readonly ApiKey[]; nowMs: number }) {
  return (
    <Collapsible.Root className="rounded-lg border">
      <Collapsible.Trigger className="group flex min-h-11 w-full items-center gap-2 rounded-lg px-4 py-2 text-left text-sm text-muted-foreground hover:text-foreground">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 transition-transform group-data-[state=open]:rotate-90"
        />
        <span className="font-medium">Revoked and expired</span>
        <span className="ml-auto text-xs">{keys.length}</span>
      </Collapsible.Trigger>
      <Collapsible.Content>
        <ul aria-label="Revoked and expired keys" className="border-t">
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} nowMs={nowMs} />
          ))}
        </ul>
      </Collapsible.Content>
    </Collapsible.Root>
  )
}
