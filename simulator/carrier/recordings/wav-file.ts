import { open, type FileHandle } from 'node:fs/promises'
import { G711_RATE_HZ } from '#core/audio/g711.ts'
import { pcm16Wav } from '#core/audio/wav.ts'

const HEADER_BYTES = 44
/** One second of two channels: the disk is touched once a second and call. */
const BLOCK_SAMPLES = G711_RATE_HZ * 2

/** A 16-bit PCM WAV of 8 kHz that grows while a call runs. */
export type WavFile = {
  /** Adds one sample of one channel; channels take turns. */
  push(sample: number): void
  /** Keeps the first `samples` of all channels together, writes the header and closes the file. */
  close(samples: number): Promise<void>
}

/** Creates the file at `path`. Writing errors surface at `close`. */
export function createWavFile(path: string, channels: 1 | 2): WavFile {
  let block = new Int16Array(BLOCK_SAMPLES)
  let filled = 0
  let writtenBytes = HEADER_BYTES
  let writing: Promise<FileHandle> = open(path, 'w+')
  // Without this an early failure would count as unhandled until `close` awaits it.
  writing.catch(() => undefined)

  function flush(): void {
    const bytes = new Uint8Array(block.buffer, 0, filled * 2)
    const position = writtenBytes
    writing = writing.then(async (file) => {
      await file.write(bytes, 0, bytes.length, position)
      return file
    })
    writing.catch(() => undefined)
    writtenBytes += bytes.length
    block = new Int16Array(BLOCK_SAMPLES)
    filled = 0
  }
  return {
    push(sample) {
      block[filled] = sample
      filled += 1
      if (filled === BLOCK_SAMPLES) flush()
    },
    async close(samples) {
      flush()
      const file = await writing
      await file.truncate(HEADER_BYTES + samples * 2)
      await file.write(headerFor(samples, channels), 0, HEADER_BYTES, 0)
      await file.close()
    },
  }
}

function headerFor(samples: number, channels: 1 | 2): Uint8Array {
  const header = pcm16Wav(new Int16Array(), G711_RATE_HZ, channels)
  const view = new DataView(header.buffer, header.byteOffset)
  view.setUint32(4, HEADER_BYTES - 8 + samples * 2, true)
  view.setUint32(40, samples * 2, true)
  return header
}
