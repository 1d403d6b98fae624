import { createSideMixer, type Hearing } from './side-mixer.ts'

/** What a player is doing. */
export type PlayerState = {
  isPlaying: boolean
  /** It would play, but the sound is not there yet. */
  isWaiting: boolean
  seconds: number
  /** From the sound itself; null until it is known. */
  lengthSeconds: number | null
  hasFailed: boolean
  /** Its sound has been played or sought at least once. */
  hasBegun: boolean
  speed: number
  /** 0 to 1. */
  volume: number
  isMuted: boolean
  hearing: Hearing
}

/** Plays one sound at a time through an `audio` element, which streams it by byte ranges. */
export type Player = ReturnType<typeof createPlayer>

/** A player without an element yet; `attach` gives it one. Of all players on a page, one plays at a time. */
export function createPlayer() {
  let state = atRest
  let audio: HTMLAudioElement | null = null
  let mixer: ReturnType<typeof createSideMixer> | null = null
  let goal: { seconds: number; plays: boolean } | null = null
  const listeners = new Set<() => void>()

  function set(change: Partial<PlayerState>) {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  function follow(element: HTMLAudioElement) {
    set({ ...stateOf(element), ...(element.currentTime > 0 ? { hasBegun: true } : {}) })
  }

  function reachGoal() {
    if (audio === null || goal === null) return
    const { seconds, plays } = goal
    goal = null
    audio.currentTime = seconds
    if (plays) play()
  }

  function play() {
    mixer?.resume()
    set({ hasBegun: true })
    // What keeps it from playing is told by its `error` event; a pause meanwhile is no failure.
    audio?.play().catch(() => undefined)
  }

  function seek(seconds: number) {
    set({ hasBegun: true, seconds })
    if (audio === null || audio.readyState === HTMLMediaElement.HAVE_NOTHING)
      goal = { seconds, plays: goal?.plays ?? false }
    else audio.currentTime = seconds
  }

  return {
    get: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** Where the sound is at this very moment, in seconds; `get` knows it four times a second. */
    now: () => goal?.seconds ?? audio?.currentTime ?? 0,
    attach(element: HTMLAudioElement) {
      audio = element
      element.volume = state.volume
      element.muted = state.isMuted
      const following = new AbortController()
      const { signal } = following
      for (const event of events) element.addEventListener(event, () => follow(element), { signal })
      element.addEventListener('loadedmetadata', reachGoal, { signal })
      element.addEventListener('play', () => pauseOthers(element), { signal })
      return () => {
        following.abort()
        mixer?.close()
        mixer = null
        audio = null
      }
    },
    /** Takes up another sound, at a place of it and at the same speed. */
    load(url: string, at: { seconds: number; plays: boolean } | null) {
      if (audio === null) return
      goal = at
      set({ seconds: at?.seconds ?? 0, lengthSeconds: null, hasFailed: false })
      audio.defaultPlaybackRate = state.speed
      audio.src = url
      audio.load()
    },
    play,
    pause: () => audio?.pause(),
    toggle: () => (state.isPlaying ? audio?.pause() : play()),
    seek,
    ...createSettings(
      () => audio,
      set,
      (element) => (mixer ??= createSideMixer(element)),
    ),
    /** After a failure: loads the sound anew, at the same place. */
    reload() {
      goal = { seconds: state.seconds, plays: true }
      audio?.load()
    },
  }
}

/** How it sounds: how fast, how loud, and whom one hears. */
function createSettings(
  audioNow: () => HTMLAudioElement | null,
  set: (change: Partial<PlayerState>) => void,
  mixerOf: (audio: HTMLAudioElement) => ReturnType<typeof createSideMixer>,
) {
  return {
    setSpeed(speed: number) {
      set({ speed })
      const audio = audioNow()
      if (audio === null) return
      audio.defaultPlaybackRate = speed
      audio.playbackRate = speed
    },
    setVolume(volume: number) {
      set({ volume, isMuted: false })
      const audio = audioNow()
      if (audio === null) return
      audio.muted = false
      audio.volume = volume
    },
    setMuted(isMuted: boolean) {
      set({ isMuted })
      const audio = audioNow()
      if (audio !== null) audio.muted = isMuted
    },
    /** Both sides, or one of them alone, which is then in both ears. */
    hear(hearing: Hearing) {
      const audio = audioNow()
      if (audio === null) return
      mixerOf(audio).hear(hearing)
      set({ hearing })
    },
  }
}

const atRest: PlayerState = {
  isPlaying: false,
  isWaiting: false,
  seconds: 0,
  lengthSeconds: null,
  hasFailed: false,
  hasBegun: false,
  speed: 1,
  volume: 1,
  isMuted: false,
  hearing: 'both',
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
  'error',
  'emptied',
] as const

function stateOf(audio: HTMLAudioElement): Partial<PlayerState> {
  const isPlaying = !audio.paused && !audio.ended
  const hasSound = audio.readyState !== HTMLMediaElement.HAVE_NOTHING
  return {
    isPlaying,
    isWaiting: isPlaying && audio.readyState < HTMLMediaElement.HAVE_FUTURE_DATA,
    // Before its sound is there an element says 0, wherever it was sent.
    ...(hasSound ? { seconds: audio.currentTime } : {}),
    lengthSeconds: Number.isFinite(audio.duration) ? audio.duration : null,
    hasFailed: audio.error !== null,
  }
}

function pauseOthers(playing: HTMLAudioElement) {
  for (const audio of document.querySelectorAll('audio')) if (audio !== playing) audio.pause()
}
