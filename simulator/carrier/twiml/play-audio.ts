import { MULAW_BYTES_PER_MS, MULAW_SILENCE } from '#core/audio/g711.ts'
import type { VoiceName } from '#simulator/voices/voice-names.ts'
import { telephoneAudio } from '../media/telephone-audio.ts'
import { tone } from '../person/line-audio.ts'
import { WEBHOOK_TIMEOUT_MS } from '../webhooks/send-webhook.ts'
import { NEXT, warn, type Outcome, type Run } from './run.ts'

/** `<Say>`: a text in one of the simulator's own voices, male names in a male one. */
export async function say(
  run: Run,
  text: string,
  voice: string | null,
  loop: number,
): Promise<Outcome> {
  if (text === '') {
    warn(run, 13520, '<Say> has no text.')
    return NEXT
  }
  const audio = await run.exchange.voices.speak(text, voiceFor(voice))
  return playAudio(run, audio, loop)
}

/** `<Play>`: a WAV file over http; anything else is a warning and the call goes on. */
export async function playFile(run: Run, url: string, loop: number): Promise<Outcome> {
  const fetched = await fetchFile(url)
  const played = fetched.ok ? telephoneAudio(fetched.file) : fetched
  if (!played.ok) {
    warn(run, 12400, played.problem)
    return NEXT
  }
  return playAudio(run, played.audio, loop)
}

/** `<Play digits>`: touch tones, a `w` being half a second of silence. */
export function playDigits(run: Run, digits: string): Promise<Outcome> {
  return playAudio(run, Buffer.concat(Array.from(digits.toUpperCase(), digitAudio)), 1)
}

/** Queues audio for the person and waits until it was heard or dropped. */
async function playAudio(run: Run, audio: Uint8Array, loop: number): Promise<Outcome> {
  const { toPerson } = run.call.line
  const drop = () => toPerson.clear()
  run.signal.addEventListener('abort', drop, { once: true })
  for (let turn = 0; turn < loop && !run.signal.aborted; turn += 1) {
    toPerson.enqueue(audio)
    await new Promise<void>((resolve) => toPerson.mark(resolve))
  }
  run.signal.removeEventListener('abort', drop)
  return NEXT
}

function voiceFor(voice: string | null): VoiceName {
  return voice !== null && /^man$|matthew|joey|brian|justin|russell/i.test(voice) ? 'rms' : 'slt'
}

type FetchedFile = { ok: true; file: Uint8Array } | { ok: false; problem: string }

async function fetchFile(url: string): Promise<FetchedFile> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS) })
    if (!response.ok) return { ok: false, problem: `<Play> got HTTP ${response.status}.` }
    return { ok: true, file: new Uint8Array(await response.arrayBuffer()) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown failure'
    return { ok: false, problem: `<Play> could not fetch its file: ${reason}.` }
  }
}

const TONE_MS = 120
const GAP = Buffer.alloc(80 * MULAW_BYTES_PER_MS, MULAW_SILENCE)
const KEYS = ['123A', '456B', '789C', '*0#D']
const ROWS_HZ = [697, 770, 852, 941]
const COLUMNS_HZ = [1209, 1336, 1477, 1633]

function digitAudio(digit: string): Uint8Array {
  const row = KEYS.findIndex((keys) => keys.includes(digit))
  const column = KEYS[row]?.indexOf(digit) ?? -1
  const [low, high] = [ROWS_HZ[row], COLUMNS_HZ[column]]
  if (low === undefined || high === undefined) {
    return Buffer.alloc(500 * MULAW_BYTES_PER_MS, MULAW_SILENCE)
  }
  return Buffer.concat([tone(low, TONE_MS, high), GAP])
}
