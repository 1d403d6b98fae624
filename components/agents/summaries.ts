import { unreachable } from '#core/unreachable.ts'
import type { AgentForm } from './agent-form.ts'

/** How the agent takes turns, in a few words. */
export function summariseTurns({ turnDetection }: AgentForm): string {
  switch (turnDetection.type) {
    case 'server_vad':
      return `Server VAD, ${figure(turnDetection.silenceDurationMs, 'ms')} of silence`
    case 'semantic_vad':
      return `Semantic VAD, ${turnDetection.eagerness} eagerness`
    case 'none':
      return 'None: the operator asks for each response'
    default:
      return unreachable(turnDetection.type)
  }
}

/** What is done about a silent caller, in a few words. */
export function summariseSilence({ noInput }: AgentForm): string {
  if (!noInput.isOn) return 'Waits'
  const { length } = noInput.prompts
  const seconds = figure(noInput.afterMs / 1_000, 's')
  if (length === 0) return `Farewell after ${seconds}`
  return `${length} ${length === 1 ? 'prompt' : 'prompts'}, ${seconds} apart`
}

/** Who ends the call, and when it ends at the latest, in a few words. */
export function summariseEnding(form: AgentForm): string {
  const most = `${figure(form.longestCallMinutes, 'min')} at most`
  return form.mayEndCall ? `Agent may, ${most}` : most
}

/** What the caller hears when the model is lost for a while, and for good, in a few words. */
export function summariseFailure({ cover, fallback }: AgentForm): string {
  return `${coverLabels[cover.mode]}, ${fallbackLabels[fallback.mode]}`
}

const coverLabels = { tone: 'Tone', sentence: 'Sentence' } as const
const fallbackLabels = { hangUp: 'hang up', sentence: 'last words', transfer: 'transfer' } as const

/** What is written down of the caller, in a few words. `language` names the language that is set. */
export function summariseTranscription({ transcription }: AgentForm, language: string): string {
  if (!transcription.enabled) return 'Off'
  return `${transcription.model}, ${transcription.language === '' ? 'any language' : language}`
}

/** Who records, and whether the keypad pauses it, in a few words. */
export function summariseRecording(form: AgentForm): string {
  const pauses = form.pausesRecordingForKeypad ? ', paused for keys' : ''
  return `${recordedByLabels[form.recordedBy]}${pauses}`
}

/** Who keeps the sound of calls, as the panel names them. */
export const recordedByLabels: Record<AgentForm['recordedBy'], string> = {
  both: 'Relay and carrier',
  relay: 'Relay',
  carrier: 'Carrier',
  none: 'Nobody',
}

/** How the call sounds, in a few words. */
export function summariseSound(form: AgentForm): string {
  const noise = noiseReductionLabels[form.noiseReduction].toLowerCase()
  return `${form.speed.toFixed(2)}× speed, ${form.noiseReduction === 'none' ? 'no noise reduction' : noise}`
}

/** How long an answer may be, in a few words. */
export function summariseLimits(form: AgentForm): string {
  return form.limitsTokens ? figure(form.maxResponseTokens, 'tokens') : 'No limit'
}

/** The kinds of noise reduction, as the panel names them. */
export const noiseReductionLabels: Record<AgentForm['noiseReduction'], string> = {
  none: 'None',
  near_field: 'Near field (handset, headset)',
  far_field: 'Far field (speakerphone, car)',
}

function figure(value: number, unit: string): string {
  return Number.isNaN(value) ? '…' : `${value.toLocaleString('en-GB')} ${unit}`
}
