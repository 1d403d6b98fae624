import { decodeMulaw, MULAW_BYTES_PER_MS } from '#core/audio/g711.ts'
import { isVoice } from '../person/loudness.ts'
import type { Recording } from './recording.ts'
import { createWavFile } from './wav-file.ts'

/** Writes down a call: what the person said and what the person heard, 20 ms at a time. */
export type Recorder = {
  readonly recording: Recording
  append(spoken: Uint8Array, heard: Uint8Array): void
  /** A paused recorder leaves the time out (`skip`) or keeps it as silence (`silence`). */
  pause(behaviour: 'skip' | 'silence'): void
  resume(): void
  /** Closes the file; resolves with the length of what was kept, in ms. */
  finish(): Promise<number>
}

/** A recorder of `recording`, whose channel 1 is the person and channel 2 what was played to them. */
export function createRecorder(recording: Recording): Recorder {
  const { channels, track, trims } = recording
  const file = createWavFile(recording.path, channels)
  let paused: 'skip' | 'silence' | null = null
  let frames = 0
  let keptSamples = 0

  function append(spoken: Uint8Array, heard: Uint8Array): void {
    if (paused === 'skip') return
    const first = track === 'outbound' || paused ? SILENT_FRAME : spoken
    const second = track === 'inbound' || paused ? SILENT_FRAME : heard
    const isSound = !trims || isVoice(first) || isVoice(second)
    if (!isSound && keptSamples === 0) return
    for (let at = 0; at < first.length; at += 1) {
      const left = sampleOf(first[at])
      const right = sampleOf(second[at])
      if (channels === 2) {
        file.push(left)
        file.push(right)
      } else file.push(clip(left + right))
    }
    frames += first.length
    if (isSound) keptSamples = frames
  }
  return {
    recording,
    append,
    pause(behaviour) {
      paused = behaviour
    },
    resume() {
      paused = null
    },
    async finish() {
      await file.close(keptSamples * channels)
      return keptSamples / MULAW_BYTES_PER_MS
    },
  }
}

const SILENT_FRAME = new Uint8Array(160).fill(0xff)

const SAMPLES = decodeMulaw(Uint8Array.from({ length: 256 }, (_, byte) => byte))

function sampleOf(byte: number | undefined): number {
  return SAMPLES[byte ?? 0xff] ?? 0
}

function clip(sample: number): number {
  return Math.max(-32_768, Math.min(32_767, sample))
}
