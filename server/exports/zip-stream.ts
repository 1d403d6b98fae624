import { makeZip } from 'client-zip'

/** One file of a zip; its bytes are asked for when the files before it have been taken. */
export type ZipFile = {
  name: string
  lastModified: Date
  input: Uint8Array<ArrayBuffer> | AsyncIterable<Uint8Array<ArrayBuffer>>
}

/**
 * The files as one zip, not packed tighter, made as fast as it is taken: at any
 * time a piece of one file is in memory, however long they are. `signal` of
 * `files` is raised when whoever takes it has left.
 */
export function zipStream(
  files: (signal: AbortSignal) => AsyncIterable<ZipFile>,
  left: AbortSignal,
): ReadableStream<Uint8Array> {
  const leaving = new AbortController()
  const zip = makeZip(files(AbortSignal.any([left, leaving.signal]))).getReader()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await zip.read()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel(reason) {
      leaving.abort()
      // It rejects with the very reason.
      await zip.cancel(reason).catch(() => undefined)
    },
  })
}
