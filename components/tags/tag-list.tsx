import { TagChip } from './tag-chip.tsx'

type TagListProps = {
  tags: readonly string[]
  /** How many are shown before the rest is counted. */
  max?: number
}

/** The tags of a call in a row; those that find no room are counted, and named to whoever listens or hovers. */
export function TagList({ tags, max = 2 }: TagListProps) {
  if (tags.length === 0) return null
  const rest = tags.slice(max)
  return (
    <span className="flex min-w-0 items-center gap-1 overflow-hidden">
      <span className="sr-only">Tags: {tags.join(', ')}</span>
      <span aria-hidden className="flex min-w-0 items-center gap-1">
        {tags.slice(0, max).map((tag) => (
          <TagChip key={tag} tag={tag} />
        ))}
        {rest.length > 0 && (
          <span title={rest.join(', ')} className="shrink-0 text-xs text-muted-foreground">
            +{rest.length}
          </span>
        )}
      </span>
    </span>
  )
}
