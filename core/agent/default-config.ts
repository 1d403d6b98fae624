import type { AgentConfig } from '#contracts/agent.ts'

export const defaultAgentName = 'Front desk'

/** The configuration a new place starts with. Numbers are the Realtime API's own defaults. */
export const defaultAgentConfig: AgentConfig = {
  model: 'gpt-realtime-2.1',
  voice: 'marin',
  instructions:
    'You are the front desk of a small business. Be brief, warm and exact. ' +
    'Find out what the caller needs, repeat names, dates and numbers back, and ' +
    'say honestly when you do not know something.',
  strict: true,
  greeting: { mode: 'none' },
  turnDetection: {
    type: 'server_vad',
    threshold: 0.5,
    prefixPaddingMs: 300,
    silenceDurationMs: 500,
    idleTimeoutMs: null,
    interruptResponse: true,
  },
  transcription: { enabled: true, model: 'gpt-transcribe', language: null },
  noiseReduction: 'none',
  speed: 1,
  maxResponseTokens: 'inf',
  reasoningEffort: null,
  mayEndCall: true,
  hearsKeypad: false,
  noInput: null,
  longestCallMinutes: 60,
  recordedBy: 'both',
  pausesRecordingForKeypad: false,
  cover: { mode: 'tone' },
  fallback: {
    mode: 'sentence',
    text: 'Sorry, we have a technical problem. Please call again later.',
  },
}
