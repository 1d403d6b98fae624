'use client'

import { useEffect, useRef, useState } from 'react'
import type { Voice } from '#contracts/agent.ts'
import type { VoiceInfo } from '#contracts/rest/catalog.ts'

/** The one sample that is being played, if any. */
export type VoiceSample = {
  voice: Voice | null
  state: 'silent' | 'loading' | 'playing'
  /** Why the last sample could not be played, in plain words. */
  problem: string | null
  /** Plays the voice's sample from its start, or stops it. Another voice's sample stops. */
  toggle(voice: VoiceInfo): void
}

/** Plays samples of voices, one at a time; silent as soon as its component leaves the page. */
export function useVoiceSample(): VoiceSample {
  const audio = useRef<HTMLAudioElement | null>(null)
  const [playing, setPlaying] = useState<Omit<VoiceSample, 'toggle'>>(silence)
  useEffect(() => () => audio.current?.pause(), [])

  function toggle({ id, sampleUrl }: VoiceInfo) {
    audio.current?.pause()
    const isStop = playing.voice === id && playing.state !== 'silent'
    if (isStop || sampleUrl === null) return setPlaying(silence)
    const player = new Audio(sampleUrl)
    audio.current = player
    /** A sample that was replaced meanwhile has no say any more. */
    const tell = (next: Omit<VoiceSample, 'toggle'>) => {
      if (audio.current === player) setPlaying(next)
    }
    player.addEventListener('playing', () => tell({ voice: id, state: 'playing', problem: null }))
    player.addEventListener('ended', () => tell(silence))
    setPlaying({ voice: id, state: 'loading', problem: null })
    player.play().catch((error: unknown) => tell({ ...silence, problem: describe(id, error) }))
  }
  return { ...playing, toggle }
}

const silence = { voice: null, state: 'silent', problem: null } as const

/** Null where it is no failure: pausing before the first sound rejects the promise of `play` too. */
function describe(voice: Voice, error: unknown): string | null {
  if (error instanceof DOMException && error.name === 'AbortError') return null
  return `The sample of ${voice} could not be played. Check that the app is reachable, then try again.`
}
