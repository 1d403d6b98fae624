import type { CallerBlock } from './stamp.ts'

/** Whether the caller has the floor, as a detector of voices would say from what it hears. */
export type Turn = {
  isSpeaking: boolean
  /** The caller has said goodbye in this turn. */
  isGoodbye: boolean
  speechBlocks: number
  silentBlocks: number
}

export const QUIET: Turn = {
  isSpeaking: false,
  isGoodbye: false,
  speechBlocks: 0,
  silentBlocks: 0,
}

const START_BLOCKS = 3
const STOP_BLOCKS = 15

/** Hears 20 ms (null: padding, which is silence) and says whether the turn has begun or ended by it. */
export function hearBlock(
  turn: Turn,
  block: CallerBlock | null,
): { turn: Turn; news: 'started' | 'stopped' | null } {
  const isSpeech = block !== null && block.sound !== 'silence'
  const speechBlocks = isSpeech ? turn.speechBlocks + 1 : 0
  const silentBlocks = isSpeech ? 0 : turn.silentBlocks + 1
  const isGoodbye = turn.isGoodbye || block?.sound === 'goodbye'
  if (!turn.isSpeaking && speechBlocks >= START_BLOCKS) {
    return {
      turn: { isSpeaking: true, isGoodbye, speechBlocks, silentBlocks: 0 },
      news: 'started',
    }
  }
  if (turn.isSpeaking && silentBlocks >= STOP_BLOCKS) {
    return { turn: { ...QUIET, isGoodbye, silentBlocks }, news: 'stopped' }
  }
  const kept = turn.isSpeaking ? isGoodbye : isSpeech && isGoodbye
  return { turn: { ...turn, isGoodbye: kept, speechBlocks, silentBlocks }, news: null }
}
