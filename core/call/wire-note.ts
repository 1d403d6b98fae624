/**
 * What the raw event log keeps of a vendor's event: everything but audio, which
 * is counted in bytes instead, and, where no transcript is kept, everything but
 * words. Long texts are shortened. Null: not worth an entry (audio and text
 * deltas arrive many times a second, and marks only echo what was sent).
 */
export function wireNote(
  raw: Readonly<Record<string, unknown>>,
  keepsTranscript: boolean,
): { type: string; data: Record<string, unknown> } | null {
  const name = raw['type'] ?? raw['event']
  const type = typeof name === 'string' ? name : 'unknown'
  if (type.endsWith('.delta') || frequent.has(type)) return null
  const data = strip(raw, keepsTranscript, 0)
  return { type, data: isRecord(data) ? data : {} }
}

const frequent = new Set(['input_audio_buffer.append', 'media', 'mark'])
const words = new Set(['transcript', 'text', 'instructions', 'prompt'])
const depthMax = 8
const textMax = 2_000

function strip(value: unknown, keepsTranscript: boolean, depth: number): unknown {
  if (typeof value === 'string')
    return value.length > textMax ? `${value.slice(0, textMax)}…` : value
  if (typeof value !== 'object' || value === null) return value
  if (depth >= depthMax) return '…'
  if (Array.isArray(value))
    return value.slice(0, 50).map((entry) => strip(entry, keepsTranscript, depth + 1))
  const kept: Record<string, unknown> = {}
  for (const [key, entry] of Object.entries(value)) {
    if (secret.has(key)) continue
    if (key === 'audio' && typeof entry === 'string') kept['audioBase64Length'] = entry.length
    else if (!keepsTranscript && words.has(key) && typeof entry === 'string')
      kept[key] = '(not kept)'
    else kept[key] = strip(entry, keepsTranscript, depth + 1)
  }
  return kept
}

/** One-use tickets travel in here; used up or not, they are nobody's to read. */
const secret = new Set(['customParameters', 'client_secret'])

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
