/** How loud recordings are played in this browser, 0 to 1. */
export function readVolume(): number {
  if (typeof window === 'undefined') return 1
  return parseVolume(readKept())
}

/** Remembers it for the next recording. */
export function keepVolume(volume: number): void {
  try {
    window.localStorage.setItem(KEY, String(volume))
  } catch {
    // A browser that keeps nothing plays at full volume again next time.
  }
}

/** What was kept may be anything. */
export function parseVolume(text: string | null): number {
  if (text === null || !/^(0|1|0?[.]\d+)$/.test(text)) return 1
  return Number(text)
}

function readKept(): string | null {
  try {
    return window.localStorage.getItem(KEY)
  } catch {
    return null
  }
}

const KEY = 'switchboard.volume'
