import { nowMs } from './clock.ts'

/** Calls `beat` about every millisecond, as close as timers get, until the process ends. */
export function startPulse(beat: (atMs: number) => void): void {
  const tick = () => {
    beat(nowMs())
    setTimeout(tick, 1)
  }
  tick()
}
