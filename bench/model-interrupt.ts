import { nowMs } from './clock.ts'
import type { ModelSession, SpokenItem } from './model-session.ts'
import { endCallerTurn } from './model-talk.ts'
import type { Interruption, Scenario } from './side-messages.ts'

const answerMs = 4_000
const pacedPieceMs = 20
const burstPieceMs = 200
const wordMs = 250
/** Not before the caller has heard something, and not after the last of it. */
const earliestMs = 400
const latestMs = answerMs - 400
/** A relay has this long to say what was heard. */
const patienceMs = 500

/**
 * Lets the model answer and the caller interrupt it at a moment chosen by
 * `random`; tells what the relay then said had been heard. Paced: one item in
 * real time. Burst: one item, all of it at once. Queued: two answers, both at once.
 */
export async function interrupt(
  session: ModelSession,
  scenario: Scenario,
  random: () => number,
): Promise<Interruption> {
  // They do not all begin in the same millisecond.
  await pause(random() * 1_000)
  const cutAfterMs = earliestMs + random() * (latestMs - earliestMs)
  const truncated = new Map<string, number>()
  session.onTruncate = (itemId, audioEndMs) => truncated.set(itemId, audioEndMs)

  const items: SpokenItem[] = []
  const last = await speak(session, scenario, cutAfterMs, items)
  const item_id = `item_caller_cut_${session.call()}_${last.item}`
  const speechMs = nowMs()
  session.say('input_audio_buffer.speech_started', { item_id, audio_start_ms: 0 })
  if (scenario === 'paced') last.cancel()
  await pause(patienceMs)
  session.say('input_audio_buffer.speech_stopped', { item_id, audio_end_ms: patienceMs })
  endCallerTurn(session, item_id)
  session.onTruncate = () => undefined
  return {
    call: session.call() ?? 0,
    speechMs,
    items: items.map(({ item, itemId, sentMs }) => ({
      item,
      sentMs: sentMs(),
      truncatedMs: truncated.get(itemId) ?? null,
    })),
  }
}

/** Settles at the moment the caller interrupts. */
async function speak(
  session: ModelSession,
  scenario: Scenario,
  cutAfterMs: number,
  items: SpokenItem[],
): Promise<SpokenItem> {
  const beganMs = nowMs()
  const first = session.beginItem()
  items.push(first)
  if (scenario === 'paced') {
    while (nowMs() - beganMs < cutAfterMs) {
      for (const due = nowMs() - beganMs; first.sentMs() <= due;) piece(first, pacedPieceMs)
      await pause(Math.min(5, Math.max(1, cutAfterMs - (nowMs() - beganMs))))
    }
    return first
  }
  const lengthsMs = scenario === 'burst' ? [answerMs] : [answerMs * 0.45, answerMs * 0.55]
  let last = first
  for (const [index, lengthMs] of lengthsMs.entries()) {
    if (index > 0) items.push((last = session.beginItem()))
    while (last.sentMs() < lengthMs) piece(last, burstPieceMs)
    last.end()
  }
  await pause(cutAfterMs - (nowMs() - beganMs))
  return last
}

function piece(item: SpokenItem, audioMs: number): void {
  item.audio(audioMs, nowMs())
  if (item.sentMs() % wordMs < audioMs) item.words('nearly ')
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
