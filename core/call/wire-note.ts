/**
 * What the raw event log keeps of a vendor's event: everything but audio, which
 * is counted in bytes, and what is said, which is counted in characters. It
 * stands in the transcript, and nowhere else, so that what is withheld or deleted
 * there is gone. Where words are not kept at all (`keepsWords` is false) no text
 * is, but for what is known to be none. Long texts are shortened. Null: not
 * worth an entry (audio and text deltas arrive many times a second, and marks
 * only echo what was sent).
 */
export function wireNote(
  raw: Readonly<Record<string, unknown>>,
  keepsWords: boolean,
): { type: string; data: Record<string, unknown> } | null {
  const name = raw['type'] ?? raw['event']
  const type = typeof name === 'string' ? name : 'unknown'
  if (type.endsWith('.delta') || frequent.has(type)) return null
  const data = strip(raw, { key: '', keepsWords, depth: 0 })
  return { type, data: isRecord(data) ? data : {} }
}

const frequent = new Set(['input_audio_buffer.append', 'media', 'mark'])
const spoken = new Set(['transcript', 'text'])
const depthMax = 8
const textMax = 2_000

type Place = { key: string; keepsWords: boolean; depth: number }

function strip(value: unknown, place: Place): unknown {
  const { key, keepsWords, depth } = place
  if (typeof value === 'string') {
    if (!keepsWords && !wordless.test(key)) return '(not kept)'
    return value.length > textMax ? `${value.slice(0, textMax)}…` : value
  }
  if (typeof value !== 'object' || value === null) return value
  if (depth >= depthMax) return '…'
  if (Array.isArray(value)) {
    return value.slice(0, 50).map((entry) => strip(entry, { ...place, depth: depth + 1 }))
  }
  const kept: Record<string, unknown> = {}
  for (const [inner, entry] of Object.entries(value)) {
    if (secret.has(inner)) continue
    if (typeof entry === 'string' && inner === 'audio') kept['audioBase64Length'] = entry.length
    else if (typeof entry === 'string' && spoken.has(inner)) {
      kept[`${inner}Characters`] = entry.length
    } else kept[inner] = strip(entry, { key: inner, keepsWords, depth: depth + 1 })
  }
  return kept
}

/** One-use tickets travel in here, which are nobody's to read, and a transcript piece by piece. */
const secret = new Set(['customParameters', 'client_secret', 'logprobs'])

/** Under these a vendor has names, never what somebody said. */
const wordless =
  /(^|_)(id|type|event|object|status|code|reason|role|model|voice|name|language|effort|eagerness|choice|message|param|problem|encoding|tracks|modalities)$|Sid$/

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
