import type { AgentConfig, TurnDetection } from '#contracts/agent.ts'
import { unreachable } from '#core/unreachable.ts'

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
    { name: 'Transcription', value: transcription.enabled ? describeTranscription(config) : 'Off' },
    { name: 'Noise reduction', value: noiseWords[config.noiseReduction] },
    { name: 'Speed', value: `${config.speed}×` },
    {
      name: 'Response limit',
      value: config.maxResponseTokens === 'inf' ? 'None' : `${config.maxResponseTokens} tokens`,
    },
    ...(config.reasoningEffort ? [{ name: 'Reasoning', value: config.reasoningEffort }] : []),
  ]
}

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
