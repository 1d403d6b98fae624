'use client'

import { useEffect, type ReactNode } from 'react'
import type { Call } from '#contracts/call.ts'
import { isFinal } from '#core/call/status.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { formatPhone } from '#components/format/phone.ts'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx'
import { CallConfig } from './call-config.tsx'
import { CallDetails } from './call-details.tsx'
import { CallHeader } from './call-header.tsx'
import { CallListening } from './call-listening.tsx'
import { CallPlayer } from './call-player.tsx'
import { CallRecordings } from './call-recordings.tsx'
import { remoteNumber, statusWords } from './call-words.ts'
import { DeletedParts } from './deleted-parts.tsx'
import { EndNotice } from './end-notice.tsx'
import { EventLog } from './event-log.tsx'
import { LatencySummary } from './latency-summary.tsx'
import { NoSuchCall } from './no-such-call.tsx'
import { RespondNow } from './respond-now.tsx'
import { Transcript } from './transcript.tsx'
import { useCall } from './use-call.ts'
import { useIsWide } from './use-is-wide.ts'

/** The page of one call: while it is up, to watch and steer it; afterwards, its record. */
export function CallPage({ idOrSid }: { idOrSid: string }) {
  const { call, isGone, error, refetch, isRefetching } = useCall(idOrSid)
  if (isGone) return <NoSuchCall idOrSid={idOrSid} />
  if (call) return <KnownCall call={call} />
  if (error) {
    return (
      <>
        <PageHeader title="Call" />
        <ProblemState
          error={error}
          onRetry={() => void refetch()}
          retrying={isRefetching}
          className="px-6"
        />
      </>
    )
  }
  return <CallSkeleton />
}

function KnownCall({ call }: { call: Call }) {
  const isWide = useIsWide()
  useTitle(call)
  return (
    <div className="flex h-[calc(100dvh-7rem-env(safe-area-inset-bottom))] min-h-fit flex-col md:h-[calc(100dvh-3.25rem)]">
      <CallHeader call={call} />
      <CallListening call={call}>
        {isWide ? <WideBody call={call} /> : <NarrowBody call={call} />}
      </CallListening>
    </div>
  )
}

/** The transcript at the left, all the rest at the right. */
function WideBody({ call }: { call: Call }) {
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(24rem,30rem)]">
      <Spoken call={call} player={<CallPlayer className="border-b px-4 py-3 md:px-6" />} />
      <Tabs defaultValue="events" className="flex min-h-0 flex-col border-l">
        <TabsList aria-label="About this call" className="shrink-0 px-4">
          <TabsTrigger value="events">Events</TabsTrigger>
          <TabsTrigger value="configuration">Configuration</TabsTrigger>
          <TabsTrigger value="details">Details</TabsTrigger>
        </TabsList>
        <AboutTabs call={call} />
      </Tabs>
    </div>
  )
}

/** One thing at a time, chosen by tabs; the player stays below them all. */
function NarrowBody({ call }: { call: Call }) {
  return (
    <>
      <NarrowTabs call={call} />
      <CallPlayer isSmall className="shrink-0 border-t bg-card px-4 py-2" />
    </>
  )
}

function NarrowTabs({ call }: { call: Call }) {
  return (
    <Tabs defaultValue="transcript" className="flex min-h-0 flex-1 flex-col">
      <TabsList aria-label="About this call" className="shrink-0 px-4">
        <TabsTrigger value="transcript">Transcript</TabsTrigger>
        <TabsTrigger value="events">Events</TabsTrigger>
        <TabsTrigger value="configuration">Configuration</TabsTrigger>
        <TabsTrigger value="details">Details</TabsTrigger>
      </TabsList>
      <TabsContent value="transcript" className="flex min-h-0 flex-1 flex-col pt-0">
        <Spoken call={call} />
      </TabsContent>
      <AboutTabs call={call} />
    </Tabs>
  )
}

function Spoken({ call, player }: { call: Call; player?: ReactNode }) {
  const isUp = !isFinal(call.status)
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col bg-card">
      {!isUp && <EndNotice call={call} />}
      <CallRecordings call={call} />
      <DeletedParts call={call} />
      {player}
      <LatencySummary call={call} />
      <Transcript call={call} className={roomy} />
      {isUp && <RespondNow call={call} />}
    </div>
  )
}

/**
 * Where a screen is too low for all of it the page grows, and not one part over another; what
 * scrolls by itself (`contain-size`) makes it no higher, however long it is.
 */
const roomy = 'min-h-48'
const scrolling = `${roomy} flex-1 contain-size overflow-y-auto p-4`

function AboutTabs({ call }: { call: Call }) {
  return (
    <>
      <TabsContent value="events" className="flex min-h-0 flex-1 flex-col pt-0">
        <EventLog call={call} />
      </TabsContent>
      <TabsContent value="configuration" className={scrolling}>
        <CallConfig call={call} />
      </TabsContent>
      <TabsContent value="details" className={scrolling}>
        <CallDetails call={call} />
      </TabsContent>
    </>
  )
}

function CallSkeleton() {
  return (
    <div role="status" aria-label="Loading the call" className="grid gap-6 p-6">
      <h1 className="sr-only">Call</h1>
      <Skeleton className="h-8 w-64" />
      <Skeleton className="h-4 w-96 max-w-full" />
      <Skeleton className="h-64" />
    </div>
  )
}

/** The tab's title tells several watched calls apart. */
function useTitle(call: Call) {
  const title = `${formatPhone(remoteNumber(call))} · ${statusWords[call.status]} · Switchboard`
  useEffect(() => {
    document.title = title
  }, [title])
}
