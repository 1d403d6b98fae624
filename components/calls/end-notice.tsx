import { CircleAlert, PhoneOff } from 'lucide-react'
import type { Call } from '#contracts/call.ts'
import { describeEnd } from '#core/call/end-reason.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { cn } from '#components/ui/cn.ts'

/** Why and when a call ended, in plain words, with the vendor's code where something failed. */
export function EndNotice({ call }: { call: Call }) {
  if (call.endReason === null && call.error === null) return null
  const { title, detail } = describeEnd(call.endReason ?? 'unknown')
  const hasFailed = call.error !== null || call.status === 'failed'
  const Icon = hasFailed ? CircleAlert : PhoneOff
  return (
    <div className="flex gap-2.5 border-b px-4 py-3 text-sm md:px-6">
      <Icon
        aria-hidden
        className={cn(
          'mt-0.5 size-4 shrink-0',
          hasFailed ? 'text-danger' : 'text-muted-foreground',
        )}
      />
      <div className="min-w-0">
        <p>
          <span className="font-medium">{title}</span>
          {call.endedAt && (
            <span className="text-muted-foreground">
              {' '}
              · <LocalTime at={call.endedAt} />
            </span>
          )}
        </p>
        <p className="text-pretty text-muted-foreground">{detail}</p>
        {call.error && (
          <p className="mt-1">
            {call.error.message} <code className="font-mono text-xs">({call.error.code})</code>
          </p>
        )}
      </div>
    </div>
  )
}
