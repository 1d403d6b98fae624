import type { Call } from '#contracts/call.ts'
import { renderTranscript, transcriptFormats } from '#core/transcript/render-transcript.ts'
import type { AppContext } from '../context.ts'
import type { Packing } from './packing-list.ts'
import { packRecording } from './pack-recording.ts'
import type { ZipFile } from './zip-stream.ts'

/** All that there is of a call, each part read when it is due. */
export async function* packCall(
  ctx: AppContext,
  call: Call,
  packing: Packing,
): AsyncGenerator<ZipFile, void, void> {
  const { stores } = ctx
  const { folder, list } = packing
  const json = (name: string, value: unknown) =>
    list.text(`${folder}${name}`, `${JSON.stringify(value, null, 2)}\n`)
  yield json('call.json', call)
  const lines = await stores.transcripts.list(call.id)
  for (const format of transcriptFormats) {
    yield list.text(`${folder}transcript.${format}`, renderTranscript(format, call, lines))
  }
  yield list.stream(`${folder}events.json`, eventsOf(ctx, call.id))
  yield json('turns.json', { items: await stores.turns.list(call.id) })
  yield json('usage.json', { items: await stores.usages.list(call.id) })
  const recordings = await stores.recordings.ofCall(call.id)
  yield json('recordings.json', { items: recordings })
  for (const { recordingSid } of recordings) {
    const file = await packRecording(ctx, recordingSid, packing)
    if (file !== null) yield file
  }
}

/** The event log as the API tells it, an entry a line. */
async function* eventsOf({ stores }: AppContext, callId: string) {
  const encoder = new TextEncoder()
  let before = '{"items":[\n'
  for (let afterSeq = 0; ;) {
    const events = await stores.events.list(callId, { afterSeq, limit: EVENTS })
    const rows = events.map((event) => JSON.stringify(event)).join(',\n')
    if (rows !== '') yield encoder.encode(before + rows)
    if (rows !== '') before = ',\n'
    afterSeq = events.at(-1)?.seq ?? afterSeq
    if (events.length < EVENTS) break
  }
  yield encoder.encode(before === ',\n' ? '\n]}\n' : `${before}]}\n`)
}

const EVENTS = 500
