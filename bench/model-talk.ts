import type { ModelSession, SpokenItem } from './model-session.ts'

/** One session's part in a conversation that never stops, beat by beat. */
export type Talk = {
  beat(atMs: number): void
  /** Ends the answer under way. */
  end(): void
}

const answerMs = 4_000
/** The caller's turn between two answers: long enough that the last piece has been heard. */
const pauseMs = 100
const wordsEveryMs = 200

/**
 * Speaks answers of four seconds in real time, in pieces of `pieceMs`, with
 * their text, and between two of them takes a turn of the caller's.
 */
export function startTalk(session: ModelSession, pieceMs: number, fromMs: number): Talk {
  let dueMs = fromMs
  // The first answer is cut short, so that the answers of many calls do not end together.
  let lengthMs = answerMs * Math.random()
  let answer: SpokenItem | null = null
  const end = () => {
    answer?.end()
    answer = null
  }
  return {
    end,
    beat(atMs) {
      while (dueMs <= atMs && session.isOpen()) {
        if (answer === null) {
          takeCallerTurn(session)
          answer = session.beginItem()
        }
        answer.audio(pieceMs, dueMs)
        if (answer.sentMs() % wordsEveryMs < pieceMs) answer.words('nearly ')
        dueMs += pieceMs
        if (answer.sentMs() < lengthMs) continue
        end()
        lengthMs = answerMs
        dueMs += pauseMs
      }
    },
  }
}

let turns = 0

/** The model noticed a turn of the caller's, and its words. */
function takeCallerTurn(session: ModelSession): void {
  turns += 1
  const item_id = `item_caller_${session.call()}_${turns}`
  session.say('input_audio_buffer.speech_started', { item_id, audio_start_ms: 0 })
  session.say('input_audio_buffer.speech_stopped', { item_id, audio_end_ms: 80 })
  endCallerTurn(session, item_id)
}

/** What follows when the caller has stopped. */
export function endCallerTurn(session: ModelSession, item_id: string): void {
  const item = { id: item_id, type: 'message', role: 'user', status: 'completed' }
  const content = [{ type: 'input_audio', transcript: null }]
  session.say('input_audio_buffer.committed', { item_id })
  session.say('conversation.item.added', { item: { ...item, content } })
  session.say('conversation.item.input_audio_transcription.completed', {
    item_id,
    content_index: 0,
    transcript: 'And what would that be?',
    usage: { type: 'duration', seconds: 1 },
  })
}
