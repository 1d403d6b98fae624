'use client'

import { useMemo } from 'react'
import type { Call } from '#contracts/call.ts'
import { useLiveCall } from '#components/feed/use-live-call.ts'
import { cn } from '#components/ui/cn.ts'
import { agentWord, callerWords, partiesShown } from './call-words.ts'
import { isBetweenStreams } from './happenings.ts'

/**
 * The line between the two parties: who is there, what each is doing, and the
 * voice running along the cord towards whoever listens.
 */
export function PartyLine({ call, className }: { call: Call; className?: string }) {
  const { parties: told, lines, events } = useLiveCall(call.id)
  const isAdrift = useMemo(() => isBetweenStreams(events), [events])
  const parties = partiesShown(call, told, isAdrift)
  const wasLive = call.modelSessionId !== null || lines.length > 0
  return (
    <div
      role="group"
      aria-label="State of the parties"
      className={cn('flex items-center gap-3', className)}
    >
      <Party name="Caller" word={callerWords[parties.caller]} lamp={lampOf[parties.caller]} />
      <Cord
        callerSpeaks={parties.caller === 'speaking'}
        agentSpeaks={parties.agent === 'speaking'}
      />
      <Party
        name="Agent"
        word={agentWord(parties.agent, wasLive)}
        lamp={lampOf[parties.agent]}
        isAgent
      />
    </div>
  )
}

type Lamp = 'lit' | 'breathing' | 'ring' | 'out'

const lampOf: Record<string, Lamp> = {
  speaking: 'lit',
  ringing: 'breathing',
  connecting: 'breathing',
  thinking: 'breathing',
  listening: 'ring',
  gone: 'out',
}

type PartyProps = { name: string; word: string; lamp: Lamp | undefined; isAgent?: boolean }

function Party({ name, word, lamp, isAgent }: PartyProps) {
  return (
    <div className={cn('flex items-center gap-2.5', isAgent && 'flex-row-reverse text-right')}>
      <span
        aria-hidden
        className={cn(
          'grid size-5 place-items-center rounded-full border-2 transition-colors',
          isAgent ? 'border-primary' : 'border-foreground/70',
          lamp === 'out' && 'border-border',
        )}
      >
        <span
          className={cn(
            'size-2.5 rounded-full transition-colors',
            lamp === 'lit' && 'bg-lamp',
            lamp === 'breathing' && 'animate-lamp bg-lamp',
          )}
        />
      </span>
      <span className="leading-tight">
        <span className="block text-xs text-muted-foreground">{name}</span>
        <span className="block min-w-18 text-sm font-medium">{word}</span>
      </span>
    </div>
  )
}

function Cord({ callerSpeaks, agentSpeaks }: { callerSpeaks: boolean; agentSpeaks: boolean }) {
  return (
    <span aria-hidden className="relative h-px min-w-8 flex-1 bg-border">
      {(callerSpeaks || agentSpeaks) && (
        <span
          className={cn(
            'absolute inset-x-0 -inset-y-px animate-cord bg-[linear-gradient(90deg,var(--lamp)_50%,transparent_50%)] bg-size-[12px_3px]',
            agentSpeaks && !callerSpeaks && 'direction-reverse',
          )}
        />
      )}
    </span>
  )
}
