import type { AgentConfig, TurnDetection } from '#contracts/agent.ts'
import { capabilitiesOf } from '#core/agent/capabilities.ts'
import { endCallTool } from '#core/agent/end-call-tool.ts'
import { renderInstructions } from '#core/agent/instructions.ts'
import { unreachable } from '#core/unreachable.ts'

export type SessionLimits = {
  /** Fields that cannot change right now. */
  omit?: readonly ('voice' | 'speed')[]
  /** Turns are noticed, but not answered by themselves. */
  holdTurns?: boolean
}

/**
 * A session configuration as the Realtime API takes it (OpenAI's API reference,
 * `session.update`). `model` is left out: it is fixed by the connection. What
 * the model does not accept is never sent, because one refused field takes the
 * whole update with it.
 */
export function renderSession(
  config: AgentConfig,
  { omit = [], holdTurns = false }: SessionLimits = {},
) {
  const reasons = capabilitiesOf(config.model).reasoning.accepted
  return {
    type: 'realtime',
    output_modalities: ['audio'],
    instructions: renderInstructions(config),
    audio: {
      input: {
        format: { type: 'audio/pcmu' },
        transcription: renderTranscription(config.transcription),
        noise_reduction: config.noiseReduction === 'none' ? null : { type: config.noiseReduction },
        turn_detection: renderTurnDetection(config, holdTurns),
      },
      output: {
        format: { type: 'audio/pcmu' },
        ...(omit.includes('voice') ? {} : { voice: config.voice }),
        ...(omit.includes('speed') ? {} : { speed: config.speed }),
      },
    },
    tools: config.mayEndCall ? [endCallTool] : [],
    max_output_tokens: config.maxResponseTokens,
    ...(reasons && config.reasoningEffort !== null
      ? { reasoning: { effort: config.reasoningEffort } }
      : {}),
  }
}

function renderTranscription(transcription: AgentConfig['transcription']) {
  if (!transcription.enabled) return null
  const { model, language } = transcription
  return language === null ? { model } : { model, language }
}

/** An agent with prompts of its own for a silent caller does not want the model's as well. */
function renderTurnDetection(config: AgentConfig, holdTurns: boolean) {
  const detection: TurnDetection = config.turnDetection
  switch (detection.type) {
    case 'server_vad':
      return {
        type: 'server_vad',
        threshold: detection.threshold,
        prefix_padding_ms: detection.prefixPaddingMs,
        silence_duration_ms: detection.silenceDurationMs,
        ...(detection.idleTimeoutMs === null || config.noInput !== null
          ? {}
          : { idle_timeout_ms: detection.idleTimeoutMs }),
        create_response: !holdTurns,
        interrupt_response: detection.interruptResponse,
      }
    case 'semantic_vad':
      return {
        type: 'semantic_vad',
        eagerness: detection.eagerness,
        create_response: !holdTurns,
        interrupt_response: detection.interruptResponse,
      }
    case 'none':
      return null
    default:
      return unreachable(detection)
  }
}
