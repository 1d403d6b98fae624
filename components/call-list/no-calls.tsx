'use client'

import { PhoneCall, SearchX } from 'lucide-react'
import Link from 'next/link'
import { callSidSchema } from '#contracts/call.ts'
import { useMe } from '#components/access/use-me.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { wholeView, type CallView } from './call-view.ts'
import { withoutFilter, type FilterChip } from './filter-words.ts'

/** There are no calls at all, and how to come by the first. */
export function NoCalls() {
  const { may } = useMe()
  return (
    <EmptyState
      icon={PhoneCall}
      title="No calls yet"
      text="Calls that are placed and calls that come in are kept here, with their transcripts."
      action={
        may('calls:write') && (
          <Button asChild variant="primary">
            <Link href="/">Place the first call at the desk</Link>
          </Button>
        )
      }
      className="border-t"
    />
  )
}

type NoneFoundProps = {
  view: CallView
  chips: readonly FilterChip[]
  onChange(change: Partial<CallView>): void
}

/** No call fits, and which filter could go. */
export function NoneFound({ view, chips, onChange }: NoneFoundProps) {
  return (
    <EmptyState
      icon={SearchX}
      title="No call fits"
      text={
        chips.length > 1
          ? 'All filters have to hold. Take one away, or all:'
          : 'Nothing is kept that fits.'
      }
      action={
        <div className="flex max-w-xl flex-wrap justify-center gap-2">
          <OtherReading view={view} onChange={onChange} />
          {chips.length > 1 &&
            chips.map(({ field, label, value }) => (
              <Button
                key={field}
                title={value}
                className="max-w-64 min-w-0"
                onClick={() => onChange(withoutFilter(field))}
              >
                <bdi className="truncate">Without {label.toLowerCase()}</bdi>
              </Button>
            ))}
          <Button
            variant={chips.length > 1 ? 'ghost' : 'secondary'}
            onClick={() => onChange(wholeView)}
          >
            Clear all filters
          </Button>
        </div>
      }
      className="border-t"
    />
  )
}

/** What was typed may have meant something else: digits that were said, or the id of a call. */
function OtherReading({ view, onChange }: Omit<NoneFoundProps, 'chips'>) {
  if (callSidSchema.safeParse(view.text).success) {
    return (
      <Button asChild variant="primary">
        <Link href={`/calls/${view.text}`}>Open the call of this CallSid</Link>
      </Button>
    )
  }
  if (view.number === '' || view.text !== '') return null
  return (
    <Button variant="primary" onClick={() => onChange({ number: '', text: view.number })}>
      Look for “{view.number}” in the transcripts
    </Button>
  )
}
