import { streamFrameSchema, type StreamFrame } from '#contracts/media-frames.ts'

/** A message of the media stream, parsed. */
export type ParsedFrame =
  | { kind: 'frame'; frame: StreamFrame }
  | { kind: 'unknown'; event: string }
  | { kind: 'malformed'; event: string; problem: string }

/** Never throws: a malformed message costs that message, never the call. */
export function parseStreamFrame(text: string): ParsedFrame {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return { kind: 'malformed', event: 'unparsable', problem: 'not JSON' }
  }
  const parsed = streamFrameSchema.safeParse(raw)
  if (parsed.success) return { kind: 'frame', frame: parsed.data }
  const event = eventOf(raw)
  if (event !== null && !knownEvents.has(event)) return { kind: 'unknown', event }
  const issue = parsed.error.issues[0]
  return {
    kind: 'malformed',
    event: event ?? 'untyped',
    problem: `${issue?.path.join('.')}: ${issue?.message}`,
  }
}

const knownEvents: ReadonlySet<string> = new Set(
  streamFrameSchema.options.map((option) => option.shape.event.value),
)

function eventOf(raw: unknown): string | null {
  if (typeof raw !== 'object' || raw === null || !('event' in raw)) return null
  return typeof raw.event === 'string' ? raw.event.slice(0, 100) : null
}
