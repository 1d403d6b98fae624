import { endCallTool } from './call-tool.ts'
import type { ResponseOverrides } from './client-events.ts'
import { insertItem } from './conversation.ts'
import { prepareAnswer } from './prepare-answer.ts'
import {
  after,
  emit,
  newId,
  pause,
  refuse,
  type LiveResponse,
  type LiveSession,
} from './live-session.ts'
import { findOverrideConflict, responseContext } from './response-context.ts'
import { sendBurst, speakBursts } from './speak-bursts.ts'
import { contextTokens, textTokens } from './usage.ts'
import { refusal } from './wire-error.ts'
import { finishResponse, wireResponse } from './finish-response.ts'
import { wireItem } from './wire-item.ts'

/** The model thinks this long before its first sound; it varies from turn to turn. */
const THINKING_MS = [320, 450, 280, 380, 520]
/** What is already on its way when a response is cancelled still arrives. */
const LATE_DELTA_MS = 20

/**
 * Begins a response, asked for by the client (`eventId` is its event's) or by the end of the caller's turn.
 * One response at a time may write to the conversation; a second one is refused.
 */
export function startResponse(
  session: LiveSession,
  overrides: ResponseOverrides,
  eventId: string | null,
): void {
  const isOutOfBand = overrides.conversation === 'none'
  if (!isOutOfBand && session.active) {
    const message = `Conversation already has an active response in progress: ${session.active.id}. Wait until the response is finished before creating a new one.`
    const code = 'conversation_already_has_active_response'
    return refuse(session, refusal(code, message), eventId)
  }
  const conflict = findOverrideConflict(session, overrides)
  if (conflict) return refuse(session, conflict, eventId)
  const response = openResponse(session, overrides)
  if (isOutOfBand) session.outOfBand.set(response.id, response)
  else session.active = response
  session.stopIdleTimer()
  emit(session, {
    type: 'response.created',
    response: wireResponse(session, response, 'in_progress'),
  })
  emit(session, { type: 'rate_limits.updated', rate_limits: rateLimits(response) })
  answer(session, response).catch((cause: unknown) => {
    finishResponse(session, response, { status: 'failed', cause })
  })
}

/** Stops a response: one late delta may still come, then its `.done` events with status `cancelled`. */
export function cancelResponse(
  session: LiveSession,
  response: LiveResponse,
  reason: 'turn_detected' | 'client_cancelled',
): void {
  if (response.phase === 'ending') return
  response.phase = 'ending'
  after(session, LATE_DELTA_MS, () => {
    if (response.next) sendBurst(session, response, response.next)
    finishResponse(session, response, { status: 'cancelled', reason })
  })
}

function openResponse(session: LiveSession, overrides: ResponseOverrides): LiveResponse {
  const { audio, instructions, tools } = session.config
  const items = responseContext(session, overrides)
  const input = contextTokens(items)
  const written =
    (overrides.instructions ?? instructions) + JSON.stringify(overrides.tools ?? tools)
  const format = overrides.audio?.output?.format ?? audio.output.format
  return {
    id: newId('resp'),
    overrides,
    isOutOfBand: overrides.conversation === 'none',
    phase: 'thinking',
    item: {
      kind: 'answer',
      id: newId('item'),
      modality: (overrides.output_modalities ?? session.config.output_modalities)[0] ?? 'audio',
      status: 'in_progress',
      text: '',
      format,
      audio: [],
      audioMs: 0,
    },
    hasItem: false,
    format,
    voice: overrides.audio?.output?.voice ?? audio.output.voice,
    maxOutputTokens: overrides.max_output_tokens ?? session.config.max_output_tokens,
    input: { text: input.text + textTokens(written), audio: input.audio },
    next: undefined,
    isTruncated: false,
    tool: undefined,
    firstAudioAtMs: undefined,
  }
}

async function answer(session: LiveSession, response: LiveResponse): Promise<void> {
  const thinkingMs = THINKING_MS[session.turns % THINKING_MS.length] ?? 350
  const [prepared] = await Promise.all([
    prepareAnswer(session, response),
    pause(session, thinkingMs),
  ])
  if (response.phase !== 'thinking') return
  response.phase = 'speaking'
  if (prepared.endsCall && !prepared.isCutShort) response.tool = endCallTool(session, response)
  addItem(session, response)
  await speakBursts(session, response, prepared.bursts)
  if (isEnding(response)) return
  finishResponse(session, response, { status: prepared.isCutShort ? 'incomplete' : 'completed' })
}

/** Asked again after waiting: a cancellation may have come meanwhile. */
function isEnding(response: LiveResponse): boolean {
  return response.phase === 'ending'
}

function addItem(session: LiveSession, response: LiveResponse): void {
  response.hasItem = true
  const place = { response_id: response.id, output_index: 0 }
  const item = wireItem(response.item)
  emit(session, { type: 'response.output_item.added', ...place, item })
  if (!response.isOutOfBand) {
    const inserted = insertItem(session.conversation, response.item)
    if (!inserted.ok) return
    session.conversation = inserted.conversation
    const previous = { previous_item_id: inserted.previousItemId }
    emit(session, { type: 'conversation.item.added', ...previous, item })
  }
  const part =
    response.item.modality === 'audio'
      ? { type: 'audio', transcript: '' }
      : { type: 'text', text: '' }
  emit(session, {
    type: 'response.content_part.added',
    ...place,
    item_id: response.item.id,
    content_index: 0,
    part,
  })
}

function rateLimits({ input }: LiveResponse): Record<string, unknown>[] {
  return [
    { name: 'requests', limit: 5_000, remaining: 4_999, reset_seconds: 0.012 },
    {
      name: 'tokens',
      limit: 800_000,
      remaining: 800_000 - input.text - input.audio,
      reset_seconds: 0.3,
    },
  ]
}
