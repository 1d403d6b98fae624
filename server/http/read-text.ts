import { refuse, type Refusal } from '../refusal.ts'

/**
 * The body as text, or null when it has more than `bytesMax` bytes, or has not
 * ended within ten seconds; it is not read further then.
 */
export async function readText(request: Request, bytesMax: number): Promise<string | null> {
  const read = await readBytes(request, bytesMax)
  return read.ok ? read.bytes.toString('utf8') : null
}

/** Like `readText`, but says why not, and takes nothing that is not UTF-8. */
export async function readBody(
  request: Request,
  bytesMax: number,
): Promise<{ ok: true; text: string } | Refusal> {
  const read = await readBytes(request, bytesMax)
  if (!read.ok) return read
  try {
    return { ok: true, text: strictUtf8.decode(read.bytes) }
  } catch {
    return refuse('bad-request', 'The body is not valid UTF-8.')
  }
}

async function readBytes(
  request: Request,
  bytesMax: number,
): Promise<{ ok: true; bytes: Buffer } | Refusal> {
  const tooLarge = refuse('body-too-large', `A body may have at most ${bytesMax / 1_024} KiB here.`)
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) return tooLarge
  if (request.body === null) return { ok: true, bytes: Buffer.alloc(0) }
  const reader = request.body.getReader()
  // What reads meanwhile is then told that nothing more comes.
  let isLate = false
  const deadline = setTimeout(() => {
    isLate = true
    void reader.cancel().catch(() => {})
  }, BODY_WITHIN_MS)
  const parts: Uint8Array[] = []
  let bytes = 0
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes += part.value.byteLength
      if (bytes > bytesMax) return tooLarge
      parts.push(part.value)
    }
  } finally {
    clearTimeout(deadline)
    reader.releaseLock()
  }
  if (isLate) return refuse('request-timeout', 'The body did not come within ten seconds.')
  return { ok: true, bytes: Buffer.concat(parts) }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const BODY_WITHIN_MS = 10_000
