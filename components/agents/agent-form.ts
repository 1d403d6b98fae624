import { z } from 'zod'
import { agentConfigSchema, type AgentConfig } from '#contracts/agent.ts'
import { capabilitiesOf } from '#core/agent/capabilities.ts'
import { unreachable } from '#core/unreachable.ts'

/**
 * What the fields of the session configuration hold. Every field keeps its
 * value while a choice hides it, so that looking at another kind of turn
 * detection and coming back loses nothing. Empty text stands for null.
 */
export type AgentForm = {
  model: string
  voice: AgentConfig['voice']
  instructions: string
  strict: boolean
  greeting: { mode: 'none' | 'agentFirst'; text: string }
  turnDetection: {
    type: 'server_vad' | 'semantic_vad' | 'none'
    threshold: number
    prefixPaddingMs: number
    silenceDurationMs: number
    waitsForEver: boolean
    idleTimeoutMs: number
    eagerness: 'auto' | 'low' | 'medium' | 'high'
    interruptResponse: boolean
  }
  transcription: { enabled: boolean; model: string; language: string }
  noiseReduction: AgentConfig['noiseReduction']
  speed: number
  limitsTokens: boolean
  maxResponseTokens: number
  reasoningEffort: '' | NonNullable<AgentConfig['reasoningEffort']>
  mayEndCall: boolean
  hearsKeypad: boolean
  noInput: { isOn: boolean; afterMs: number; prompts: { text: string }[]; farewell: string }
  longestCallMinutes: number
  recordedBy: AgentConfig['recordedBy']
  pausesRecordingForKeypad: boolean
  cover: { mode: AgentConfig['cover']['mode']; text: string }
  /** `to` is what stands in the field: E.164 once that can be dialled. */
  fallback: { mode: AgentConfig['fallback']['mode']; text: string; to: string }
}

/** Checks the fields by the contract's own rules, and gives the configuration to send. */
export const agentFormSchema = z
  .custom<AgentForm>()
  .transform((form): unknown => configOf(form))
  .pipe(agentConfigSchema)

/** The fields that show `config`. Fields that it does not use begin at the API's defaults. */
export function formOf(config: AgentConfig): AgentForm {
  const tokens = config.maxResponseTokens
  return {
    model: config.model,
    voice: config.voice,
    instructions: config.instructions,
    strict: config.strict,
    greeting: {
      mode: config.greeting.mode,
      text: config.greeting.mode === 'agentFirst' ? config.greeting.text : '',
    },
    turnDetection: { ...unusedTurnDetection, ...shownTurnDetection(config.turnDetection) },
    transcription: { ...config.transcription, language: config.transcription.language ?? '' },
    noiseReduction: config.noiseReduction,
    speed: config.speed,
    limitsTokens: tokens !== 'inf',
    maxResponseTokens: tokens === 'inf' ? 4_096 : tokens,
    reasoningEffort: config.reasoningEffort ?? '',
    mayEndCall: config.mayEndCall,
    hearsKeypad: config.hearsKeypad,
    noInput: shownNoInput(config.noInput),
    longestCallMinutes: config.longestCallMinutes,
    recordedBy: config.recordedBy,
    pausesRecordingForKeypad: config.pausesRecordingForKeypad,
    cover: { ...unusedCover, ...config.cover },
    fallback: { ...unusedFallback, ...config.fallback },
  }
}

/**
 * The configuration that the fields say, not yet checked: an emptied number is
 * NaN here. What the chosen model does not accept is left out.
 */
export function configOf(form: AgentForm): AgentConfig {
  const { limitsTokens, ...rest } = form
  const { reasoning } = capabilitiesOf(form.model)
  return {
    ...rest,
    greeting:
      form.greeting.mode === 'none'
        ? { mode: 'none' }
        : { mode: 'agentFirst', text: form.greeting.text },
    turnDetection: saidTurnDetection(form.turnDetection),
    transcription: { ...form.transcription, language: form.transcription.language || null },
    maxResponseTokens: limitsTokens ? form.maxResponseTokens : 'inf',
    reasoningEffort: reasoning.accepted ? form.reasoningEffort || null : null,
    noInput: saidNoInput(form.noInput),
    cover:
      form.cover.mode === 'tone' ? { mode: 'tone' } : { mode: 'sentence', text: form.cover.text },
    fallback: saidFallback(form.fallback),
  }
}

const unusedTurnDetection: AgentForm['turnDetection'] = {
  type: 'server_vad',
  threshold: 0.5,
  prefixPaddingMs: 300,
  silenceDurationMs: 500,
  waitsForEver: true,
  idleTimeoutMs: 15_000,
  eagerness: 'auto',
  interruptResponse: true,
}

const unusedNoInput: AgentForm['noInput'] = {
  isOn: false,
  afterMs: 8_000,
  prompts: [{ text: 'Are you still there?' }, { text: 'I cannot hear you. Please say something.' }],
  farewell: 'I cannot hear anybody, so I will hang up now. Goodbye.',
}

const unusedCover: AgentForm['cover'] = { mode: 'tone', text: 'One moment, please.' }

const unusedFallback: AgentForm['fallback'] = {
  mode: 'hangUp',
  text: 'Sorry, we have a technical problem. Please call again later.',
  to: '',
}

function shownTurnDetection(
  turnDetection: AgentConfig['turnDetection'],
): Partial<AgentForm['turnDetection']> {
  if (turnDetection.type !== 'server_vad') return turnDetection
  const { idleTimeoutMs, ...rest } = turnDetection
  return idleTimeoutMs === null
    ? { ...rest, waitsForEver: true }
    : { ...rest, waitsForEver: false, idleTimeoutMs }
}

function saidTurnDetection(form: AgentForm['turnDetection']): AgentConfig['turnDetection'] {
  const { interruptResponse } = form
  if (form.type === 'none') return { type: 'none' }
  if (form.type === 'semantic_vad')
    return { type: 'semantic_vad', eagerness: form.eagerness, interruptResponse }
  return {
    type: 'server_vad',
    threshold: form.threshold,
    prefixPaddingMs: form.prefixPaddingMs,
    silenceDurationMs: form.silenceDurationMs,
    idleTimeoutMs: form.waitsForEver ? null : form.idleTimeoutMs,
    interruptResponse,
  }
}

function shownNoInput(noInput: AgentConfig['noInput']): AgentForm['noInput'] {
  if (noInput === null) return unusedNoInput
  return { ...noInput, isOn: true, prompts: noInput.prompts.map((text) => ({ text })) }
}

function saidNoInput({ isOn, ...said }: AgentForm['noInput']): AgentConfig['noInput'] {
  return isOn ? { ...said, prompts: said.prompts.map(({ text }) => text) } : null
}

function saidFallback({ mode, text, to }: AgentForm['fallback']): AgentConfig['fallback'] {
  switch (mode) {
    case 'hangUp':
      return { mode }
    case 'sentence':
      return { mode, text }
    case 'transfer':
      return { mode, to }
    default:
      return unreachable(mode)
  }
}
