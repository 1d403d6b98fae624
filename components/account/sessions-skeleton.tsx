import { Skeleton } from '#components/ui/skeleton.tsx'

/** Sessions that are being loaded. */
export function SessionsSkeleton() {
  return (
    <div role="status" aria-label="Loading the sessions" className="grid gap-5 p-4">
      {['a', 'b'].map((row) => (
        <div key={row} className="grid gap-1.5">
          <Skeleton className="w-40" />
          <Skeleton className="h-3 w-56 max-w-full" />
        </div>
      ))}
    </div>
  )
}
