import { findAudio, openRecordingAudio } from '../calls/open-recording-audio.ts'
import type { AppContext } from '../context.ts'
import type { Packing } from './packing-list.ts'
import type { ZipFile } from './zip-stream.ts'

/**
 * A recording's sound, as it is on its way from the relay. Null: there is none (by
 * now); the list then says why, as it does of one that breaks off.
 */
export async function packRecording(
  ctx: AppContext,
  recordingSid: string,
  { folder, list, signal }: Packing,
): Promise<ZipFile | null> {
  const name = `${folder}recording-${recordingSid}.wav`
  const found = await findAudio(ctx, recordingSid)
  const opened = found.ok
    ? await openRecordingAudio(ctx, found.recording, { method: 'GET', range: null, signal })
    : found
  signal.throwIfAborted()
  if (!opened.ok) {
    list.note(`${name} is not in here: ${opened.detail}`)
    return null
  }
  const { recording, response } = opened
  let isBroken = false
  const bytes = untilItBreaks(response, signal, () => {
    isBroken = true
    list.note(`${name} broke off while it was read: only its beginning is here.`)
  })
  return list.stream(name, bytes, (sha256) => {
    if (isBroken || recording.sha256 === null || recording.sha256 === sha256) return
    list.note(`${name} is not what was kept: it should have the SHA-256 ${recording.sha256}.`)
  })
}

/** The bytes, as far as they come: what breaks off costs the rest of its own file and no other. */
async function* untilItBreaks(response: Response, signal: AbortSignal, onBreak: () => void) {
  try {
    for await (const piece of response.body ?? []) yield piece
  } catch (error) {
    if (signal.aborted) throw error
    onBreak()
  }
}
