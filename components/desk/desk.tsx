'use client'

import { useState } from 'react'
import type { Call } from '#contracts/call.ts'
import { useMe } from '#components/access/use-me.ts'
import { AgentPanel } from '#components/agents/agent-panel.tsx'
import { useActiveCalls } from '#components/calls/use-active-calls.ts'
import { DialPanel } from '#components/outbound/dial-panel.tsx'
import { RecordingsPanel } from '#components/recordings/recordings-panel.tsx'
import { cn } from '#components/ui/cn.ts'
import { LivePanel } from './live-panel.tsx'
import { SectionTabs, sectionClass, type DeskSection } from './section-tabs.tsx'
import { useSelectedCall } from './use-selected-call.ts'

/**
 * The operator's desk: an agent's configuration, the live call, the next call
 * and the recordings. All of it at once where there is room; every part stays
 * mounted where there is not, so that nothing typed is lost by looking away.
 */
export function Desk() {
  const { may } = useMe()
  const active = useActiveCalls()
  const { selectedId, select } = useSelectedCall(active.calls)
  const [agentId, setAgentId] = useState<string | null>(null)
  const [editedAgentName, setEditedAgentName] = useState<string | null>(null)
  // Whoever comes by a call's address, or may only watch, wants to see calls.
  const [section, setSection] = useState<DeskSection>(
    selectedId === null && may('calls:write') ? 'dial' : 'live',
  )
  const liveCall = active.calls.find(({ id }) => id === selectedId) ?? null
  const onPlaced = (call: Call) => {
    select(call.id)
    setSection('live')
    focusLivePanel()
  }
  return (
    <>
      <h1 className="sr-only">Desk</h1>
      <SectionTabs chosen={section} onChoose={setSection} liveCount={active.calls.length} />
      <div
        className={cn(
          'grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] content-start gap-4 p-4 md:px-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]',
          'xl:h-[calc(100dvh-3.25rem)] xl:flex-none xl:grid-cols-[minmax(20rem,24rem)_minmax(0,1fr)_minmax(19rem,22rem)] xl:grid-rows-[minmax(0,1fr)] xl:p-4',
        )}
      >
        <AgentPanel
          agentId={agentId}
          onChoose={setAgentId}
          onEdited={setEditedAgentName}
          liveCall={liveCall}
          className={cn('xl:min-h-0', sectionClass('agent', section))}
        />
        <LivePanel
          calls={active.calls}
          isPending={active.isPending}
          error={active.error}
          onRetry={() => void active.refetch()}
          selectedId={selectedId}
          onSelect={select}
          className={cn(
            'h-[calc(100dvh-12.5rem)] min-h-112 md:h-[calc(100dvh-8rem)] lg:sticky lg:top-28 lg:col-start-2 lg:row-start-1 xl:static xl:h-auto xl:min-h-0',
            sectionClass('live', section),
          )}
        />
        <div className="contents xl:flex xl:min-h-0 xl:flex-col xl:gap-4">
          <DialPanel
            agentId={agentId}
            editedAgentName={editedAgentName}
            onPlaced={onPlaced}
            className={cn('xl:max-h-[75%] xl:shrink-0', sectionClass('dial', section))}
          />
          <RecordingsPanel
            className={cn('xl:min-h-0 xl:flex-1', sectionClass('recordings', section))}
          />
        </div>
      </div>
    </>
  )
}

/** After dialling, the eyes and the focus belong to the call; on phones its part must first come into sight. */
function focusLivePanel() {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>('[aria-labelledby="live-panel"]')?.focus()
  })
}
