import {
  AudioWaveform,
  KeyRound,
  PhoneForwarded,
  Server,
  UserRound,
  UserRoundX,
  type LucideIcon,
} from 'lucide-react'
import type { ActorKind, AuditEntry } from '#contracts/audit.ts'
import { cn } from '#components/ui/cn.ts'

type ActorLabelProps = { actor: AuditEntry['actor']; className?: string }

/** Who did something: an icon for their kind, and their name. */
export function ActorLabel({ actor, className }: ActorLabelProps) {
  const { icon: Icon, words } = kinds[actor.kind]
  const name = nameOf(actor)
  return (
    <span className={cn('flex min-w-0 items-center gap-2', className)} title={`${words}: ${name}`}>
      <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" strokeWidth={1.75} />
      <span className="sr-only">{words}</span>
      <span className="truncate">{name}</span>
    </span>
  )
}

/** A kind of actor in words: `A program, by its key`. */
export function actorKindWords(kind: ActorKind): string {
  return kinds[kind].words
}

function nameOf({ kind, name }: AuditEntry['actor']): string {
  return kind === 'visitor' && name === 'visitor' ? 'Somebody not signed in' : name
}

const kinds: Record<ActorKind, { icon: LucideIcon; words: string }> = {
  operator: { icon: UserRound, words: 'Operator' },
  apiKey: { icon: KeyRound, words: 'A program, by its key' },
  carrier: { icon: PhoneForwarded, words: 'The carrier' },
  model: { icon: AudioWaveform, words: 'The model' },
  visitor: { icon: UserRoundX, words: 'Visitor' },
  system: { icon: Server, words: 'Switchboard itself' },
}
