import type { FileHandle } from 'node:fs/promises'

/** Reads pieces of a file that lie near each other, mostly onwards, without reading the disk for each. */
export type SpoolPages = {
  /** Copies `bytes` from `fileAt` of the file to `target`; what the file does not have stays as it is. */
  copy(fileAt: number, bytes: number, target: Uint8Array, targetAt: number): Promise<void>
}

const pageBytes = 256 * 1_024
/** An agent's answer lies in the file before the caller's audio of the time when it was heard. */
const pagesMax = 12

export function createSpoolPages(file: FileHandle): SpoolPages {
  const pages = new Map<number, Buffer>()

  async function page(number: number): Promise<Buffer> {
    const known = pages.get(number)
    if (known) {
      // Used last, so it goes last.
      pages.delete(number)
      pages.set(number, known)
      return known
    }
    const oldest = pages.size >= pagesMax ? pages.keys().next().value : undefined
    const memory = (oldest !== undefined && pages.get(oldest)) || Buffer.allocUnsafe(pageBytes)
    if (oldest !== undefined) pages.delete(oldest)
    const whole = Buffer.from(memory.buffer, memory.byteOffset, pageBytes)
    const { bytesRead } = await file.read(whole, 0, pageBytes, number * pageBytes)
    const filled = whole.subarray(0, bytesRead)
    pages.set(number, filled)
    return filled
  }

  return {
    async copy(fileAt, bytes, target, targetAt) {
      for (let done = 0; done < bytes;) {
        const at = fileAt + done
        const number = Math.floor(at / pageBytes)
        const known = pages.get(number) ?? (await page(number))
        const inPage = at - number * pageBytes
        const part = Math.min(bytes - done, pageBytes - inPage)
        target.set(known.subarray(inPage, inPage + part), targetAt + done)
        done += part
      }
    },
  }
}
