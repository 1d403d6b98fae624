'use client'

import { useCallback, useRef, useState } from 'react'

/** What a player is doing, in seconds, and how to make it do something else. */
export type Player = {
  /** Hand this to the `audio` element. */
  ref(element: HTMLAudioElement | null): (() => void) | undefined
  isPlaying: boolean
  isWaiting: boolean
  seconds: number
  /** From the sound itself; null until it is known. */
  lengthSeconds: number | null
  hasFailed: boolean
  speed: number
  toggle(): void
  play(): void
  seek(seconds: number): void
  setSpeed(speed: number): void
  /** After a failure: loads the sound anew. */
  reload(): void
}

type State = Pick<
  Player,
  'isPlaying' | 'isWaiting' | 'seconds' | 'lengthSeconds' | 'hasFailed' | 'speed'
>

/** Follows an `audio` element. Of all players on a page, one plays at a time. */
export function usePlayer(): Player {
  const [state, setState] = useState<State>(atRest)
  const element = useRef<HTMLAudioElement | null>(null)
  const ref = useCallback((audio: HTMLAudioElement | null) => {
    if (audio === null) return undefined
    element.current = audio
    const following = new AbortController()
    for (const event of events)
      audio.addEventListener(event, () => setState(stateOf(audio)), { signal: following.signal })
    audio.addEventListener('play', () => pauseOthers(audio), { signal: following.signal })
    setState(stateOf(audio))
    return () => following.abort()
  }, [])
  const play = () => {
    // What keeps it from playing is told by its `error` event; a pause meanwhile is no failure.
    element.current?.play().catch(() => undefined)
  }
  return {
    ...state,
    ref,
    play,
    toggle: () => (state.isPlaying ? element.current?.pause() : play()),
    seek(seconds) {
      if (element.current) element.current.currentTime = seconds
    },
    setSpeed(speed) {
      if (element.current) element.current.playbackRate = speed
    },
    reload: () => element.current?.load(),
  }
}

const atRest: State = {
  isPlaying: false,
  isWaiting: false,
  seconds: 0,
  lengthSeconds: null,
  hasFailed: false,
  speed: 1,
}

const events = [
  'play',
  'playing',
  'pause',
  'ended',
  'waiting',
  'timeupdate',
  'seeking',
  'seeked',
  'loadedmetadata',
  'durationchange',
  'ratechange',
  'error',
  'emptied',
] as const

function stateOf(audio: HTMLAudioElement): State {
  const isPlaying = !audio.paused && !audio.ended
  return {
    isPlaying,
    isWaiting: isPlaying && audio.readyState < HTMLMediaElement.HAVE_FUTURE_DATA,
    seconds: audio.currentTime,
    lengthSeconds: Number.isFinite(audio.duration) ? audio.duration : null,
    hasFailed: audio.error !== null,
    speed: audio.playbackRate,
  }
}

function pauseOthers(playing: HTMLAudioElement) {
  for (const audio of document.querySelectorAll('audio')) if (audio !== playing) audio.pause()
}
