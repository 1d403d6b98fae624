/** How exactly a relay says what the caller had heard, and how soon it silences the agent. */
import { distribution, median, type Distribution } from './percentiles.ts'
import { scenarios, type Cut, type Interruption, type Scenario } from './side-messages.ts'
import type { Stage } from './stage.ts'

export type Accuracy = {
  interruptions: number
  /** Interruptions after which no clear came. */
  uncleared: number
  /** ms from the model's `speech_started` to the carrier's `clear`. */
  clearMs: Distribution
  /** By how much `audio_end_ms` was off: of the items under way, by scenario. */
  medianErrorMs: Record<Scenario, number>
  /** Of all items, those never begun and those without a truncate included. */
  worstErrorMs: Record<Scenario, number>
}

/** Interrupts every call that is up once in each scenario; `seed` decides when. */
export async function measureAccuracy(stage: Stage, seed: number): Promise<Accuracy> {
  const clears: number[] = []
  const medianErrorMs = { paced: 0, burst: 0, queued: 0 }
  const worstErrorMs = { paced: 0, burst: 0, queued: 0 }
  let interruptions = 0
  for (const [index, scenario] of scenarios.entries()) {
    await stage.caller.ask('cuts', null)
    const cutOff = await stage.model.ask('interrupt', { scenario, seed: seed + index })
    const cuts = new Map((await stage.caller.ask('cuts', null)).map((cut) => [cut.call, cut]))
    const underWay: number[] = []
    const all: number[] = []
    interruptions += cutOff.length
    for (const interruption of cutOff) {
      const cut = cuts.get(interruption.call)
      if (!cut) continue
      clears.push(cut.clearMs - interruption.speechMs)
      const found = errorsOf(interruption, cut)
      underWay.push(...found.underWay)
      all.push(...found.all)
    }
    medianErrorMs[scenario] = median(underWay)
    worstErrorMs[scenario] = distribution(all).max
  }
  return {
    interruptions,
    uncleared: interruptions - clears.length,
    clearMs: distribution(clears),
    medianErrorMs,
    worstErrorMs,
  }
}

/** An item that the relay does not truncate is believed to have been heard to its end. */
function errorsOf(interruption: Interruption, cut: Cut): { underWay: number[]; all: number[] } {
  const heard = new Map(cut.heard)
  const underWay: number[] = []
  const all: number[] = []
  for (const { item, sentMs, truncatedMs } of interruption.items) {
    const heardMs = heard.get(item) ?? 0
    const errorMs = Math.abs((truncatedMs ?? sentMs) - heardMs)
    all.push(errorMs)
    if (heardMs > 0 && heardMs < sentMs) underWay.push(errorMs)
  }
  return { underWay, all }
}
