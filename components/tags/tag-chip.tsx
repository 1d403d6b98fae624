import { X } from 'lucide-react'

type TagChipProps = {
  tag: string
  /** Takes it off; left out, it only stands there. */
  onRemove?: (() => void) | undefined
}

/** One tag. A long one is cut, and whole on hover. */
export function TagChip({ tag, onRemove }: TagChipProps) {
  return (
    <span
      title={tag}
      className="inline-flex h-5.5 max-w-40 min-w-0 items-center rounded-sm border bg-muted pl-1.5 text-xs font-medium text-muted-foreground"
    >
      <bdi className="truncate pr-1.5">{tag}</bdi>
      {onRemove && (
        <button
          type="button"
          aria-label={`Take off the tag ${tag}`}
          onClick={onRemove}
          className="relative flex h-full shrink-0 items-center rounded-sm px-1 after:absolute after:-inset-y-2 hover:bg-accent hover:text-foreground"
        >
          <X aria-hidden className="size-3" />
        </button>
      )}
    </span>
  )
}
