import {
  AudioLines,
  Ban,
  Check,
  CircleAlert,
  CircleDashed,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  Bell,
  type LucideIcon,
} from 'lucide-react'
import type { CallStatus } from '#contracts/call.ts'
import { cn } from '#components/ui/cn.ts'
import { statusWords } from './call-words.ts'

/** A call's status: icon and word, and a colour that only supports them. */
export function CallStatusLabel({ status, className }: { status: CallStatus; className?: string }) {
  const { icon: Icon, tone } = looks[status]
  return (
    <span className={cn('inline-flex items-center gap-1.5 whitespace-nowrap', tone, className)}>
      <Icon aria-hidden className={cn('size-4 shrink-0', status === 'ringing' && 'animate-lamp')} />
      {statusWords[status]}
    </span>
  )
}

const looks: Record<CallStatus, { icon: LucideIcon; tone: string }> = {
  created: { icon: CircleDashed, tone: 'text-lamp-text' },
  queued: { icon: CircleDashed, tone: 'text-lamp-text' },
  initiated: { icon: PhoneOutgoing, tone: 'text-lamp-text' },
  ringing: { icon: Bell, tone: 'text-lamp-text font-medium' },
  'in-progress': { icon: AudioLines, tone: 'text-lamp-text font-medium' },
  completed: { icon: Check, tone: 'text-muted-foreground' },
  busy: { icon: PhoneOff, tone: 'text-muted-foreground' },
  failed: { icon: CircleAlert, tone: 'text-danger' },
  'no-answer': { icon: PhoneMissed, tone: 'text-muted-foreground' },
  canceled: { icon: Ban, tone: 'text-muted-foreground' },
}
