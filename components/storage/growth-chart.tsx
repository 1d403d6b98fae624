import type { StorageStats } from '#contracts/keeping.ts'
import { formatBytes } from '#components/format/bytes.ts'
import { counted, dayWords, growthWords } from './storage-words.ts'

/** What came in on each of the last days: bars for the eye, a sentence and a table for everybody. */
export function GrowthChart({ growth }: { growth: StorageStats['growth'] }) {
  const most = Math.max(1, ...growth.map(({ bytes }) => bytes))
  const [first] = growth
  return (
    <figure className="grid content-start gap-3 p-4">
      <h3 className="label-quiet">Growth</h3>
      <div aria-hidden className="grid gap-1.5">
        <div className="flex h-20 items-end gap-px border-b border-input sm:gap-0.5">
          {growth.map(({ day, bytes, count }) => (
            <div
              key={day}
              title={`${dayWords(day)}: ${formatBytes(bytes)}, ${counted(count, 'recording')}`}
              className="group flex h-full min-w-0 flex-1 items-end"
            >
              <div
                className="w-full rounded-t-xs bg-primary group-hover:bg-primary-hover"
                style={{ height: bytes === 0 ? 0 : `max(2px, ${(bytes / most) * 100}%)` }}
              />
            </div>
          ))}
        </div>
        <p className="flex justify-between text-xs text-muted-foreground">
          <span>{first && dayWords(first.day)}</span>
          <span>today</span>
        </p>
      </div>
      <figcaption className="text-sm text-pretty text-muted-foreground">
        {growthWords(growth)}
      </figcaption>
      <details className="text-sm">
        <summary className="w-fit cursor-pointer rounded-sm text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary">
          Day by day
        </summary>
        <GrowthTable growth={growth} />
      </details>
    </figure>
  )
}

function GrowthTable({ growth }: { growth: StorageStats['growth'] }) {
  const busy = growth.filter(({ count }) => count > 0).toReversed()
  if (busy.length === 0) return <p className="mt-2 text-muted-foreground">No day has any.</p>
  return (
    <table className="mt-2 w-full max-w-sm">
      <thead>
        <tr className="text-left text-xs text-muted-foreground [&>th]:font-medium">
          <th>Day (UTC)</th>
          <th className="text-right">Recordings</th>
          <th className="text-right">Size</th>
        </tr>
      </thead>
      <tbody className="tabular-nums">
        {busy.map(({ day, bytes, count }) => (
          <tr key={day} className="border-t border-border/60 [&>td]:py-1">
            <td>{dayWords(day)}</td>
            <td className="text-right">{count.toLocaleString('en-GB')}</td>
            <td className="text-right">{formatBytes(bytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
