import { setImmediate } from 'node:timers/promises'
import { decodeMulaw, MULAW_BYTES_PER_MS, MULAW_SILENCE } from '#core/audio/g711.ts'
import {
  DEFAULT_SCENARIO,
  type Answer,
  type CallerLine,
  type Scenario,
} from '../scenarios/scenario.ts'
import type { VoiceName } from '../voices/voice-names.ts'
import type { Voices } from '../voices/voices.ts'
import { distanceBetween, durationMs, fingerprintOf, type Fingerprint } from './fingerprint.ts'
import type { Reply } from './script.ts'

/** What was heard: a line of the scenarios with its answer, speech of other words, or nothing. */
export type Heard =
  | { type: 'line'; text: string; answer: Reply }
  | { type: 'speech'; spokenMs: number }
  | { type: 'silence' }

export type Recogniser = {
  /**
   * Recognises an utterance of 8 kHz samples by its sound among the scenarios' lines. Waits for
   * lines that have not been learnt yet.
   */
  recognise(samples: Int16Array): Promise<Heard>
}

/** Bels per band: the same line stays under 0.2 however it is cut, other words start at 0.35. */
const DISTANCE_MAX = 0.27
const PART_MS_MIN = 600
const PART_TAIL_MS_MAX = 400

type KnownLine = { text: string; answer: Reply; fingerprint: Fingerprint; isWhole: boolean }

/**
 * A recogniser that learns the scenarios' lines, each in its scenario's voice, one after another. While
 * it learns it already recognises what it knows; only an unknown utterance waits for the rest.
 */
export function createRecogniser(voices: Voices, scenarios: readonly Scenario[]): Recogniser {
  const lessons = learnLines(voices, scenarios)
  return {
    async recognise(samples) {
      const utterance = fingerprintOf(samples)
      if (utterance.frames.length === 0) return { type: 'silence' }
      for (const lesson of lessons) {
        const heard = await nearest(utterance, await lesson)
        if (heard) return heard
      }
      return { type: 'speech', spokenMs: durationMs(utterance) }
    },
  }
}

/** Compares with one line after another, letting others' audio pass in between. */
async function nearest(utterance: Fingerprint, known: KnownLine[]): Promise<Heard | undefined> {
  let best: { line: KnownLine; distance: number } | undefined
  for (const line of known) {
    if (!line.isWhole && hasTail(utterance, line)) continue
    await setImmediate()
    const distanceMax = best?.distance ?? DISTANCE_MAX
    const distance = distanceBetween(utterance, line.fingerprint, distanceMax)
    if (distance < distanceMax) best = { line, distance }
  }
  return best && { type: 'line', text: best.line.text, answer: best.line.answer }
}

/** A part of a line has to be the whole of an utterance; otherwise every "Hello" would match. */
function hasTail(utterance: Fingerprint, line: KnownLine): boolean {
  return durationMs(utterance) - durationMs(line.fingerprint) > PART_TAIL_MS_MAX
}

/** One promise a scenario, each begun when the one before is done: the voices serve others meanwhile. */
function learnLines(voices: Voices, scenarios: readonly Scenario[]): Promise<KnownLine[]>[] {
  const inOrder = scenarios.toSorted((a, b) => Number(isDefault(b)) - Number(isDefault(a)))
  let before: Promise<unknown> = Promise.resolve()
  return inOrder.map((scenario) => {
    const lesson = before.then(() => learnScenario(voices, scenario))
    before = lesson.catch(() => undefined)
    return lesson
  })
}

function isDefault({ name }: Scenario): boolean {
  return name === DEFAULT_SCENARIO
}

async function learnScenario(voices: Voices, scenario: Scenario): Promise<KnownLine[]> {
  const known: KnownLine[] = []
  for (const answer of scenario.answers) {
    const line = scenario.caller.find(({ say }) => say === answer.heard)
    if (line) known.push(...(await learnLine(voices, line, scenario.voice, answer)))
  }
  return known
}

async function learnLine(
  voices: Voices,
  line: CallerLine,
  voice: VoiceName,
  { reply, spoken }: Answer,
): Promise<KnownLine[]> {
  const audio = await voices.prepare(line.spoken ?? line.say, voice)
  const answer = spoken === undefined ? { reply } : { reply, spoken }
  const whole = { text: line.say, answer, fingerprint: soundOf(audio), isWhole: true }
  return [whole, ...learnParts(line.say, audio, answer)]
}

/**
 * The runs of sentences inside a line: a short silence duration ends the caller's turn between two of
 * them. Only a run that holds the last sentence gets the scripted answer.
 */
function learnParts(text: string, audio: Uint8Array, answer: Reply): KnownLine[] {
  const sentences = text.split(/(?<=[.!?])\s+|(?<=[。！？])/)
  const sounds = splitAtPauses(audio)
  if (sounds.length !== sentences.length || sounds.length < 2) return []
  return sentences.flatMap((_, from) =>
    sentences.slice(from).flatMap((_last, count) => {
      const to = from + count + 1
      const isEnd = to === sentences.length
      if (from === 0 && isEnd) return []
      const fingerprint = soundOf(audio.subarray(sounds[from]?.start, sounds[to - 1]?.end))
      if (durationMs(fingerprint) < PART_MS_MIN) return []
      const said = sentences.slice(from, to).join(' ')
      return [{ text: said, answer: isEnd ? answer : LISTENING, fingerprint, isWhole: false }]
    }),
  )
}

const LISTENING = { reply: 'Mm-hmm.', spoken: 'Mm hmm.' }

function soundOf(mulaw: Uint8Array): Fingerprint {
  return fingerprintOf(decodeMulaw(mulaw))
}

/** Where the sentences of a spoken line begin and end: between them lies pure silence. */
function splitAtPauses(audio: Uint8Array): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = []
  let start = 0
  let quiet = 0
  for (let at = 0; at < audio.length; at += 1) {
    if (audio[at] === MULAW_SILENCE) {
      quiet += 1
      continue
    }
    if (quiet >= PAUSE_BYTES_MIN) {
      parts.push({ start, end: at - quiet })
      start = at
    }
    quiet = 0
  }
  return [...parts, { start, end: audio.length }]
}

const PAUSE_BYTES_MIN = 200 * MULAW_BYTES_PER_MS
