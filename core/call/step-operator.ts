import type { AgentConfig } from '#contracts/agent.ts'
import type { CallCommand, CreateResponse } from '#contracts/control.ts'
import { renderInstructions } from '../agent/instructions.ts'
import { unreachable } from '../unreachable.ts'
import { configure, configureNew } from './configure.ts'
import { relayNote, type Effect, type ResponseRequest } from './effects.ts'
import { endCall } from './end-call.ts'
import { letGo } from './let-go.ts'
import { pauseKeeping, resumeKeeping } from './pause-keeping.ts'
import { askForResponse } from './responses.ts'
import type { CallSession, Step } from './session.ts'

/** What an operator asks of a live call. Every command is answered once, with what they should know. */
export function stepOperator(session: CallSession, command: CallCommand, nowMs: number): Step {
  switch (command.do) {
    case 'updateConfig':
      return updateConfig(session, command.config)
    case 'createResponse':
      return createResponse(session, command.response, nowMs)
    case 'letGo':
      return answered(letGo(session, relayNote('stream.lost', {}), nowMs))
    case 'end':
      return answered(endCall(session, { reason: command.reason, by: command.endedBy }, nowMs))
    case 'pauseRecording':
      return answered(pauseKeeping(session, command.by))
    case 'resumeRecording':
      return answered(resumeKeeping(session, command.by))
    default:
      return unreachable(command)
  }
}

/**
 * The model of a session can never change, and its voice no more once it has
 * spoken (OpenAI's API reference, `session.update`): the one refused field would
 * take the whole update with it, so it stays behind, and the operator is told.
 */
function updateConfig(session: CallSession, wanted: AgentConfig): Step {
  const notes: string[] = []
  const config = { ...wanted, model: session.config.model }
  if (wanted.model !== session.config.model) {
    notes.push(`The model stays ${session.config.model} until the next call.`)
  }
  if (session.model.voiceLocked && wanted.voice !== session.config.voice) {
    notes.push(
      `The voice stays ${session.config.voice}: it cannot change once the agent has spoken.`,
    )
    config.voice = session.config.voice
  }
  if (!session.keepsTranscript && wanted.transcription.enabled) {
    notes.push('Transcription stays off for this call: it began without a transcript.')
    config.transcription = { ...wanted.transcription, enabled: false }
  }
  if (wanted.recordedBy !== session.config.recordedBy) {
    notes.push('Who records stays as it was when the call began.')
    config.recordedBy = session.config.recordedBy
  }
  const speaking = session.responses.activeId !== null
  const speedWaits = speaking && wanted.speed !== session.config.speed
  if (speedWaits) notes.push('The speed changes when the agent has finished this turn.')
  const next = { ...session, config, configureAfterResponse: speedWaits }
  return {
    session: next,
    effects: [
      ...configureNow(next, speedWaits),
      { to: 'store', do: 'saveConfig', config },
      answer(notes),
    ],
  }
}

/** While the session is still being opened, the first configuration carries the change by itself. */
function configureNow(session: CallSession, speedWaits: boolean): readonly Effect[] {
  if (session.phase.name === 'connecting' && !session.phase.configured) return []
  const { standby } = session
  const successor = standby?.configured === true ? [configureNew(session, standby.number)] : []
  return [configure(session, { speedWaits }), ...successor]
}

function createResponse(session: CallSession, wanted: CreateResponse, nowMs: number): Step {
  if (session.phase.name !== 'live') {
    return {
      session,
      effects: [answer(['The agent is not connected yet; try again in a moment.'])],
    }
  }
  const waits = session.responses.activeId !== null || session.responses.sent !== null
  const asked = askForResponse(session, toRequest(session.config, wanted, nowMs), nowMs)
  const { audio, config } = session
  const commits = config.turnDetection.type === 'none' && audio.uncommittedBytes > 0
  return {
    session: {
      ...asked.session,
      audio: commits ? { ...audio, uncommittedBytes: 0, recentBytes: 0 } : audio,
    },
    effects: [
      ...(commits ? [{ to: 'model', do: 'commit' } as const] : []),
      ...asked.effects,
      answer(waits ? ['The agent is still answering; this follows as soon as it is done.'] : []),
    ],
  }
}

/**
 * A response's own instructions replace the session's for that turn, so the
 * operator's standing words go along, under the same law.
 */
function toRequest(config: AgentConfig, wanted: CreateResponse, nowMs: number): ResponseRequest {
  const request: ResponseRequest = { eventId: `operator-${Math.round(nowMs)}` }
  if (wanted.maxResponseTokens !== undefined) request.maxResponseTokens = wanted.maxResponseTokens
  if (wanted.instructions !== undefined) {
    request.instructions = renderInstructions({
      strict: config.strict,
      instructions: `${config.instructions.trim()}\n\nFor your next turn: ${wanted.instructions.trim()}`,
    })
  }
  return request
}

function answered(done: Step): Step {
  return { ...done, effects: [...done.effects, answer([])] }
}

function answer(notes: readonly string[]): Effect {
  return { to: 'operator', do: 'answer', notes }
}
