import { formatBytes } from '#components/format/bytes.ts'
import { counted } from './storage-words.ts'

type Share = { key: string; name: string; count: number; bytes: number }

/** Who uses how much, each with its share of `totalBytes` as a bar. */
export function ShareList({ label, shares, totalBytes }: ShareListProps) {
  return (
    <section aria-label={label} className="grid content-start gap-3 p-4">
      <h3 className="label-quiet">{label}</h3>
      {shares.length === 0 && <p className="text-sm text-muted-foreground">Nothing yet.</p>}
      <ul className="grid gap-3">
        {shares.map(({ key, name, count, bytes }) => (
          <li key={key} className="grid gap-1">
            <p className="flex items-baseline gap-2 text-sm">
              <span className="min-w-0 truncate font-medium" title={name}>
                {name}
              </span>
              <span className="shrink-0 text-xs text-muted-foreground">
                {counted(count, 'recording')}
              </span>
              <span className="ml-auto shrink-0 tabular-nums">{formatBytes(bytes)}</span>
            </p>
            <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-muted">
              <div
                className="h-full rounded-full bg-primary"
                style={{ width: `${totalBytes > 0 ? (bytes / totalBytes) * 100 : 0}%` }}
              />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

type ShareListProps = { label: string; shares: readonly Share[]; totalBytes: number }
