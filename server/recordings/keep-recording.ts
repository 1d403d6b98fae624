import type { Recording } from '#contracts/recording.ts'
import type { Logger } from '../logger.ts'
import type { Stores } from '../storage/stores.ts'
import { FilesError, type ReceivedFile, type RecordingFiles } from './files.ts'
import { readBack, type ReadBack } from './read-back.ts'
import { readWavHead, type WavFacts } from './read-wav-head.ts'

export type KeepPorts = {
  stores: {
    recordings: Pick<Stores['recordings'], 'find' | 'markReady'>
    peaks: Pick<Stores['peaks'], 'save' | 'remove'>
  }
  files: Pick<RecordingFiles, 'read' | 'remove' | 'sizeOf'>
  logger: Pick<Logger, 'warn'>
}

export type Kept = { ok: true; recording: Recording } | { ok: false; reason: string }

/**
 * Makes a received file the audio of a recording that is `importing`, wherever
 * it came from: looks whether it is a whole WAV, gives it its name, reads it back
 * to see that what was kept is what arrived, draws its peaks, and marks the
 * recording ready. Where any of this fails but the peaks, `reason` says why, for
 * operators; what is no whole WAV is discarded. `promisedBytes`: how long it was
 * said to be; null: nobody said. `missingMs`: what is known to be missing of it.
 */
export async function keepRecording(
  ports: KeepPorts,
  recordingSid: string,
  file: ReceivedFile,
  promisedBytes: number | null,
  missingMs = 0,
): Promise<Kept> {
  const facts = readWavHead(file.head, file.bytes)
  const reason = whatIsWrong(facts, file, promisedBytes)
  if (reason !== null || !facts.ok) {
    await file.discard()
    return { ok: false, reason: reason ?? 'This is no audio.' }
  }
  try {
    return await keepWhole(ports, recordingSid, file, { ...facts, missingMs })
  } catch (error) {
    if (!(error instanceof FilesError)) throw error
    await file.discard()
    return { ok: false, reason: `The recording could not be kept. ${error.message}` }
  }
}

function whatIsWrong(
  facts: ReturnType<typeof readWavHead>,
  file: ReceivedFile,
  promisedBytes: number | null,
): string | null {
  if (promisedBytes !== null && promisedBytes !== file.bytes) {
    return `Only ${file.bytes} of ${promisedBytes} bytes arrived.`
  }
  if (!facts.ok) return facts.problem
  if (facts.missingBytes === 0) return null
  return `Only ${file.bytes} of ${file.bytes + facts.missingBytes} bytes arrived.`
}

async function keepWhole(
  { stores, files, logger }: KeepPorts,
  recordingSid: string,
  file: ReceivedFile,
  facts: WavFacts & { missingMs: number },
): Promise<Kept> {
  const location = await file.keep()
  const { bytes, sha256 } = file
  const stored = await readBack(files, location, facts)
  if (stored?.sha256 !== sha256) {
    await files.remove(location)
    return { ok: false, reason: 'What was kept is not what arrived.' }
  }
  await savePeaks({ stores, logger }, recordingSid, stored)
  const { channels, durationMs, missingMs } = facts
  const contentType = 'audio/wav'
  const audio = { location, bytes, sha256, durationMs, channels, contentType, missingMs }
  const recording = await markReady(stores, recordingSid, audio)
  if (recording === null) {
    await files.remove(location)
    return { ok: false, reason: 'Its call was deleted while it was on its way.' }
  }
  if (recording.state === 'deleted') {
    // Somebody deleted it while it was on its way.
    await files.remove(location)
    await stores.peaks.remove(recordingSid)
  }
  return { ok: true, recording }
}

/** Null: its row went with its call. */
async function markReady(
  { recordings }: KeepPorts['stores'],
  recordingSid: string,
  audio: Parameters<Stores['recordings']['markReady']>[1],
): Promise<Recording | null> {
  try {
    return await recordings.markReady(recordingSid, audio)
  } catch (error) {
    if ((await recordings.find(recordingSid)) === null) return null
    throw error
  }
}

/** A recording without its picture is still a recording; upkeep draws it later. */
async function savePeaks(
  { stores, logger }: Pick<KeepPorts, 'stores' | 'logger'>,
  recordingSid: string,
  { peaks }: ReadBack,
): Promise<void> {
  try {
    if (peaks !== null) await stores.peaks.save(recordingSid, peaks)
  } catch (error) {
    logger.warn({ err: error, recordingSid }, 'the peaks of a recording could not be kept')
  }
}
