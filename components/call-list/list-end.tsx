import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Spinner } from '#components/ui/spinner.tsx'

type ListEndProps = {
  list: {
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    fetchNextPage(): unknown
  }
  count: number
}

/** Below the last call: older ones come, could not be loaded, or there are none. */
export function ListEnd({ list, count }: ListEndProps) {
  if (list.isFetchNextPageError) {
    return (
      <div className="flex flex-col items-center gap-2 py-6">
        <p className="text-sm text-muted-foreground">Older calls could not be loaded.</p>
        <Button pending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Try again
        </Button>
      </div>
    )
  }
  if (list.hasNextPage) {
    return (
      <div role="status" aria-label="Loading older calls" className="flex justify-center py-6">
        <Spinner />
      </div>
    )
  }
  return (
    <p className="px-4 py-4 text-center text-xs text-muted-foreground md:px-6">
      {count === 1 ? 'That is the only call.' : `All ${count} calls are shown.`}
    </p>
  )
}

/** The list before it is loaded for the first time. */
export function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading calls" className="grid gap-px border-y">
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((row) => (
        <div key={row} className="flex gap-6 bg-card px-4 py-3.5 md:px-6">
          <Skeleton className="w-24" />
          <Skeleton className="w-40" />
          <Skeleton className="flex-1 max-md:hidden" />
        </div>
      ))}
    </div>
  )
}
