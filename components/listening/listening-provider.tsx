'use client'

import { useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from 'react'
import type { Recording, RecordingSource } from '#contracts/recording.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { formatPhone } from '#components/format/phone.ts'
import { audioUrl } from '#components/recordings/queries.ts'
import { toCallMs, toSeconds } from './call-clock.ts'
import { chooseTrack, tracksOf, type Track, type TrackWish } from './choose-track.ts'
import type { Player } from './create-player.ts'
import { ListeningContext, type Listening } from './listening-context.ts'
import type { ListenPlace } from './listen-link.ts'
import type { Mark } from './marks.ts'
import { usePlayer } from './use-player.ts'
import { useStreamStart } from './use-stream-start.ts'

type ListeningProviderProps = {
  callId: string
  recordings: readonly Recording[]
  lines: readonly TranscriptLine[]
  marks: readonly Mark[]
  /** Where the page's address leads. */
  link?: ListenPlace
  /** Begins to play as soon as it can. */
  autoPlay?: boolean
  children: ReactNode
}

/** Holds the sound of a call for everything inside that shows or moves its place. */
export function ListeningProvider(props: ListeningProviderProps) {
  const { callId, recordings, lines, marks, link = nowhere, autoPlay = false } = props
  const player = usePlayer()
  const [wish, setWish] = useState<TrackWish>({})
  const streamStart = useStreamStart(callId, recordings)
  const tracks = useMemo(() => {
    // One whose place is not known yet waits, without taking away what is being listened to.
    const placed = recordings.filter(({ startMs }) => startMs !== null || streamStart.isKnown)
    return tracksOf(placed, streamStart.at)
  }, [recordings, streamStart.isKnown, streamStart.at])
  const track = chooseTrack(tracks, {
    recordingSid: wish.recordingSid ?? link.recordingSid,
    source: wish.source ?? null,
    callMs: wish.callMs ?? link.callMs,
  })
  const [seeks] = useState(() => new Set<() => void>())
  const next = useRef<Next | null>(null)
  const loaded = useRef<Track | null>(null)

  const goTo = (callMs: number, plays: boolean) => {
    for (const listener of seeks) listener()
    if (track === null) return
    const wanted = chooseTrack(tracks, { source: track.recording.source, callMs })
    if (wanted !== null && wanted !== track) open(wanted, callMs, plays)
    else {
      player.seek(within(toSeconds(callMs, track.offsetMs), player.get().lengthSeconds, track))
      if (plays) player.play()
    }
  }
  const open = (other: Track, callMs: number, plays: boolean) => {
    next.current = { callMs, plays: plays || player.get().isPlaying }
    setWish({ recordingSid: other.recording.recordingSid, callMs })
  }
  const switchTo = (source: RecordingSource) => {
    if (track === null) return
    const callMs = toCallMs(player.now(), track.offsetMs)
    const other = chooseTrack(tracks, { source, callMs })
    if (other !== null) open(other, callMs, false)
  }
  const openPart = (recordingSid: string) => {
    const part = tracks.find(({ recording }) => recording.recordingSid === recordingSid)
    if (part !== undefined) open(part, part.offsetMs, false)
  }
  const acts = useRef({ goTo, switchTo, openPart })
  useEffect(() => {
    acts.current = { goTo, switchTo, openPart }
  })

  const load = useEffectEvent((recordingSid: string | undefined) => {
    if (track === null || recordingSid === undefined) return
    const linked = link.callMs === null ? null : { callMs: link.callMs, plays: false }
    const goal = next.current ?? placeIn(loaded.current, player) ?? linked
    next.current = null
    loaded.current = track
    const begins = goal && within(toSeconds(goal.callMs, track.offsetMs), null, track)
    player.load(
      audioUrl(recordingSid),
      begins === null
        ? autoPlay
          ? { seconds: 0, plays: true }
          : null
        : { seconds: begins, plays: goal?.plays ?? false },
    )
  })
  const sid = track?.recording.recordingSid
  useEffect(() => load(sid), [sid])
  // An address that changes under an open page leads on from where it is.
  const followLink = useEffectEvent((callMs: number | null) => {
    if (callMs !== null && player.get().lengthSeconds !== null) goTo(callMs, false)
  })
  useEffect(() => followLink(link.callMs), [link.callMs])

  const onEnded = () => {
    if (track === null) return
    const following = tracks.find(
      ({ recording, offsetMs }) =>
        recording.source === track.recording.source && offsetMs > track.offsetMs,
    )
    if (following === undefined) return
    open(following, following.offsetMs, true)
  }
  const value = useMemo<Listening>(
    () => ({
      player,
      track,
      tracks,
      lines,
      marks,
      linkedMs: link.callMs,
      goTo: (callMs) => acts.current.goTo(callMs, false),
      playFrom: (callMs) => acts.current.goTo(callMs, true),
      switchTo: (source) => acts.current.switchTo(source),
      openPart: (recordingSid) => acts.current.openPart(recordingSid),
      onSeek(listener) {
        seeks.add(listener)
        return () => void seeks.delete(listener)
      },
    }),
    [player, track, tracks, lines, marks, link.callMs, seeks],
  )
  return (
    <ListeningContext value={value}>
      {/* The transcript beside it stands for captions, and is easier to read than they are. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <audio
        ref={player.attach}
        aria-label={track ? `Recording: ${describe(track.recording)}` : undefined}
        preload="metadata"
        onEnded={onEnded}
      />
      {props.children}
    </ListeningContext>
  )
}

type Next = { callMs: number; plays: boolean }

/** Where somebody is in a recording that another takes over from, as a better one does that arrives later. */
function placeIn(track: Track | null, player: Player): Next | null {
  const { hasBegun, isPlaying } = player.get()
  if (track === null || !hasBegun) return null
  return { callMs: toCallMs(player.now(), track.offsetMs), plays: isPlaying }
}

const nowhere: ListenPlace = { callMs: null, recordingSid: null }

/** A place in the recording that is really in it; a hair before its end, so that there is something to hear. */
function within(seconds: number, lengthSeconds: number | null, { recording }: Track): number {
  const length = lengthSeconds ?? (recording.durationMs ?? Infinity) / 1_000
  return Math.min(seconds, Math.max(0, length - 0.1))
}

function describe({ direction, from, to }: Recording): string {
  return direction === 'inbound' ? `call from ${formatPhone(from)}` : `call to ${formatPhone(to)}`
}
