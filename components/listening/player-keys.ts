import { speeds } from './speeds.ts'

/** What a key asks of a player. */
export type PlayerAct =
  | { do: 'toggle' }
  /** By so many seconds, forwards or back. */
  | { do: 'move'; seconds: number }
  | { do: 'turn'; step: -1 | 1 }
  | { do: 'speed'; step: -1 | 1 }
  | { do: 'start' | 'end' }

/** Null: not a key of ours. Arrows move 5 s, with Shift 15 s. */
export function playerAct({ key, shiftKey }: { key: string; shiftKey: boolean }): PlayerAct | null {
  const seconds = shiftKey ? 15 : 5
  switch (key) {
    case ' ':
      return { do: 'toggle' }
    case 'ArrowLeft':
      return { do: 'move', seconds: -seconds }
    case 'ArrowRight':
      return { do: 'move', seconds }
    case '[':
      return { do: 'turn', step: -1 }
    case ']':
      return { do: 'turn', step: 1 }
    case ',':
      return { do: 'speed', step: -1 }
    case '.':
      return { do: 'speed', step: 1 }
    case 'Home':
      return { do: 'start' }
    case 'End':
      return { do: 'end' }
    default:
      return null
  }
}

/** The speed one step slower or faster; at either end the same. */
export function speedBeside(speed: number, step: -1 | 1): number {
  const slower = speeds.findLast((known) => known < speed)
  const faster = speeds.find((known) => known > speed)
  return (step === 1 ? faster : slower) ?? speed
}
