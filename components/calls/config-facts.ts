import type { AgentConfig, Fallback, NoInput, TurnDetection } from '#contracts/agent.ts'
import { unreachable } from '#core/unreachable.ts'
import { formatPhone } from '#components/format/phone.ts'

/** A session configuration in words, the instructions left out. */
export function configFacts(config: AgentConfig): { name: string; value: string }[] {
  const { greeting, transcription } = config
  return [
    { name: 'Model', value: config.model },
    { name: 'Voice', value: config.voice },
    {
      name: 'Strict',
      value: config.strict ? 'On: nothing a caller says changes the instructions' : 'Off',
    },
    {
      name: 'Greeting',
      value: greeting.mode === 'none' ? 'None: the caller speaks first' : `“${greeting.text}”`,
    },
    { name: 'Turn detection', value: describeTurns(config.turnDetection) },
    { name: 'Keypad', value: config.hearsKeypad ? 'Told to the model' : 'Not told to the model' },
    { name: 'Silent line', value: describeSilence(config.noInput) },
    {
      name: 'Ending the call',
      value: `${config.mayEndCall ? 'The agent may' : 'Not by the agent'}; ${config.longestCallMinutes} min at most`,
    },
    { name: 'While reconnecting', value: describeCover(config.cover) },
    { name: 'Without a model', value: describeFallback(config.fallback) },
    { name: 'Transcription', value: transcription.enabled ? describeTranscription(config) : 'Off' },
    { name: 'Recorded by', value: recorderWords[config.recordedBy] },
    {
      name: 'While keys are pressed',
      value: config.pausesRecordingForKeypad ? 'Nothing is kept' : 'Kept as ever',
    },
    { name: 'Noise reduction', value: noiseWords[config.noiseReduction] },
    { name: 'Speed', value: `${config.speed}×` },
    {
      name: 'Response limit',
      value: config.maxResponseTokens === 'inf' ? 'None' : `${config.maxResponseTokens} tokens`,
    },
    ...(config.reasoningEffort ? [{ name: 'Reasoning', value: config.reasoningEffort }] : []),
  ]
}

const recorderWords = {
  both: 'Our relay and the carrier',
  relay: 'Our relay',
  carrier: 'The carrier',
  none: 'Nobody',
} as const

const noiseWords = { none: 'None', near_field: 'Near field', far_field: 'Far field' } as const

function describeTranscription({ transcription: { model, language } }: AgentConfig): string {
  return language === null ? model : `${model}, ${languageName(language)}`
}

function languageName(code: string): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code
}

function describeTurns(turns: TurnDetection): string {
  const barges = turns.type !== 'none' && !turns.interruptResponse ? ', cannot be interrupted' : ''
  switch (turns.type) {
    case 'server_vad': {
      const idle = turns.idleTimeoutMs === null ? '' : `, speaks up after ${turns.idleTimeoutMs} ms`
      return `Server VAD: threshold ${turns.threshold}, ${turns.silenceDurationMs} ms of silence, ${turns.prefixPaddingMs} ms before${idle}${barges}`
    }
    case 'semantic_vad':
      return `Semantic VAD: ${turns.eagerness} eagerness${barges}`
    case 'none':
      return 'None: the operator asks for each response'
    default:
      return unreachable(turns)
  }
}

function describeSilence(noInput: NoInput | null): string {
  if (noInput === null) return 'The caller is waited for'
  const { afterMs, prompts, farewell } = noInput
  const said = [...prompts, farewell].filter((text) => text !== '').map((text) => `“${text}”`)
  if (said.length === 0) return `The call ends after ${afterMs / 1_000} s of silence`
  const each = said.length > 1 ? 'After each' : 'After'
  return `${each} ${afterMs / 1_000} s of silence: ${said.join(', ')}, then the end`
}

function describeCover(cover: AgentConfig['cover']): string {
  return cover.mode === 'tone' ? 'A soft tone' : `“${cover.text}”`
}

function describeFallback(fallback: Fallback): string {
  switch (fallback.mode) {
    case 'hangUp':
      return 'Hangs up'
    case 'sentence':
      return `“${fallback.text}”`
    case 'transfer':
      return `Transfers to ${formatPhone(fallback.to)}`
    default:
      return unreachable(fallback)
  }
}
