import type { ReactNode } from 'react'

export type Fact = { name: string; value: ReactNode }

/** Names and values, a hairline between them. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="text-base">
      {facts.map(({ name, value }) => (
        <div
          key={name}
          className="grid grid-cols-[minmax(7rem,2fr)_minmax(0,3fr)] gap-x-4 border-b border-border/60 py-2 last:border-b-0"
        >
          <dt className="text-sm leading-5.5 text-muted-foreground">{name}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
