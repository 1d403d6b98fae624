import type { PlannedEnd } from './evidence.ts'
import type { Random } from './random.ts'
import { BLOCK_MS } from './stamp.ts'

/** What one person will do on the phone. */
export type Plan = { lines: PlannedLine[]; end: PlannedEnd }

type PlannedLine = {
  speakMs: number
  /** Breaks into the agent's speech after so much of it; null: waits until the agent is silent. */
  interruptAfterMs: number | null
  /** Keys pressed before it. */
  digits: string
}

/** What the person does in these 20 ms. */
export type PersonBeat = {
  sound: 'silence' | 'speech' | 'goodbye'
  digits: string
  /** Ends the call by themselves, or has somebody at the desk do it. */
  ends: 'caller' | 'operator' | null
}

export type Person = {
  readonly plan: Plan
  /** Lives for 20 ms, in which the agent was heard or was not. */
  beat(hearsAgent: boolean): PersonBeat
}

const PATIENCE_MS = 4_000
/** Nobody listens for longer without a word. */
const MONOLOGUE_MS = 15_000
const PAUSE_MS = 280
/** Whoever said goodbye to an agent that does not hang up does it themselves after this. */
const GOODBYE_PATIENCE_MS = 9_000
const GOODBYE_MS = 600

/** Draws what a person will do: a few lines, some of them interruptions, and one of three endings. */
export function drawPlan(random: Random): Plan {
  const lines = Array.from({ length: random.between(2, 6) }, (_, at) => ({
    speakMs: random.between(25, 110) * BLOCK_MS,
    interruptAfterMs: at > 0 && random.chance(0.4) ? random.between(10, 60) * BLOCK_MS : null,
    digits: random.chance(0.1) ? random.pick(['1', '42', '*0#']) : '',
  }))
  return { lines, end: random.pick(['caller', 'caller', 'agent', 'agent', 'operator']) }
}

/** Somebody who follows a plan. */
export function createPerson(plan: Plan): Person {
  const lines = [...plan.lines]
  let speakingMs = 0
  let sound: 'speech' | 'goodbye' = 'speech'
  let waitedMs = 0
  let heardMs = 0
  let quietMs = 0
  let isDone = false

  function speak(forMs: number, what: 'speech' | 'goodbye'): void {
    speakingMs = forMs
    sound = what
    waitedMs = 0
    heardMs = 0
  }
  function isMyTurn(line: PlannedLine | undefined): boolean {
    if (waitedMs >= PATIENCE_MS && quietMs >= PAUSE_MS) return true
    if (waitedMs >= MONOLOGUE_MS) return true
    if (line?.interruptAfterMs != null) return heardMs >= line.interruptAfterMs && quietMs === 0
    return heardMs > 0 && quietMs >= PAUSE_MS
  }
  function endCall(): PersonBeat {
    if (plan.end === 'agent' && !isDone) {
      isDone = true
      speak(GOODBYE_MS, 'goodbye')
      return { sound, digits: '', ends: null }
    }
    const ends = plan.end === 'operator' && !isDone ? 'operator' : 'caller'
    isDone = true
    waitedMs = 0
    return { sound: 'silence', digits: '', ends }
  }
  return {
    plan,
    beat(hearsAgent) {
      quietMs = hearsAgent ? 0 : quietMs + BLOCK_MS
      if (hearsAgent) heardMs += BLOCK_MS
      if (speakingMs > 0) {
        speakingMs -= BLOCK_MS
        return { sound, digits: '', ends: null }
      }
      waitedMs += BLOCK_MS
      if (isDone) return waitedMs < GOODBYE_PATIENCE_MS ? SILENCE : endCall()
      const [line] = lines
      if (!isMyTurn(line)) return SILENCE
      if (!line) return endCall()
      lines.shift()
      speak(line.speakMs, 'speech')
      return { sound, digits: line.digits, ends: null }
    },
  }
}

const SILENCE: PersonBeat = { sound: 'silence', digits: '', ends: null }
