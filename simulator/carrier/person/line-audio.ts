import { encodeMulaw, G711_RATE_HZ, MULAW_BYTES_PER_MS, MULAW_SILENCE } from '#core/audio/g711.ts'
import type { CallerLine, Scenario } from '#simulator/scenarios/scenario.ts'
import type { Voices } from '#simulator/voices/voices.ts'

/** What the carrier needs of the voices: a text as 8 kHz mu-law. */
export type Speaker = Pick<Voices, 'speak'>

/** The audio of every line of a scenario, in order; an answering machine's line ends in its tone. */
export function speakLines(
  scenario: Scenario,
  voices: Speaker,
  onError: (error: Error) => void,
): Promise<Uint8Array>[] {
  return scenario.caller.map((line) =>
    speakLine(line, scenario, voices).catch((cause: unknown) => {
      onError(new Error(`A line of ${scenario.name} could not be spoken.`, { cause }))
      return new Uint8Array()
    }),
  )
}

async function speakLine(
  line: CallerLine,
  scenario: Scenario,
  voices: Speaker,
): Promise<Uint8Array> {
  const speech = await voices.speak(line.spoken ?? line.say, scenario.voice)
  if (line.beepMs === undefined) return speech
  return Buffer.concat([speech, SILENCE_BEFORE_BEEP, tone(BEEP_HZ, line.beepMs)])
}

const BEEP_HZ = 1_000
const SILENCE_BEFORE_BEEP = Buffer.alloc(250 * MULAW_BYTES_PER_MS, MULAW_SILENCE)
const TONE_PEAK = 9_000

/** A sine, or the sum of two, as mu-law. */
export function tone(hz: number, durationMs: number, secondHz = hz): Uint8Array {
  const samples = Int16Array.from({ length: durationMs * MULAW_BYTES_PER_MS }, (_, at) => {
    const wave = (pitch: number) => Math.sin((2 * Math.PI * pitch * at) / G711_RATE_HZ)
    return (TONE_PEAK / 2) * (wave(hz) + wave(secondHz))
  })
  return encodeMulaw(samples)
}
