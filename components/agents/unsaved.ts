import type { AgentConfig } from '#contracts/agent.ts'

/** The parts of a session configuration, as the panel names them. */
export const partLabels: Record<keyof AgentConfig, string> = {
  voice: 'Voice',
  instructions: 'Instructions',
  strict: 'Strict',
  greeting: 'Greeting',
  model: 'Model',
  turnDetection: 'Turn detection',
  hearsKeypad: 'Keypad',
  noInput: 'Silent line',
  mayEndCall: 'Agent may end the call',
  longestCallMinutes: 'Longest call',
  cover: 'While reconnecting',
  fallback: 'Without a model',
  transcription: 'Transcription',
  recordedBy: 'Recorded by',
  pausesRecordingForKeypad: 'Pause for the keypad',
  noiseReduction: 'Noise reduction',
  speed: 'Speed',
  maxResponseTokens: 'Response limit',
  reasoningEffort: 'Reasoning effort',
}

/** The parts in which `edited` says something else than `saved`, in the panel's order. */
export function changedParts(saved: AgentConfig, edited: AgentConfig): (keyof AgentConfig)[] {
  return parts.filter((part) => !isSame(saved[part], edited[part]))
}

/**
 * What to do when the agent that is being edited arrives anew from the server:
 * - `keep`: it is the version that the fields began from;
 * - `adopt`: it changed, and nothing was edited here: show the new one;
 * - `rebase`: only its name or its being the default changed: go on editing, on the new version;
 * - `conflict`: somebody changed the configuration while it was being edited here.
 */
export function meetNewer(
  base: AgentVersion,
  newer: AgentVersion,
  isEdited: boolean,
): 'keep' | 'adopt' | 'rebase' | 'conflict' {
  if (base.updatedAt === newer.updatedAt) return 'keep'
  if (changedParts(base.config, newer.config).length === 0) return 'rebase'
  return isEdited ? 'conflict' : 'adopt'
}
export type AgentVersion = { config: AgentConfig; updatedAt: string }

const parts: readonly (keyof AgentConfig)[] = [
  'voice',
  'instructions',
  'strict',
  'greeting',
  'model',
  'turnDetection',
  'hearsKeypad',
  'noInput',
  'mayEndCall',
  'longestCallMinutes',
  'cover',
  'fallback',
  'transcription',
  'noiseReduction',
  'speed',
  'maxResponseTokens',
  'reasoningEffort',
]

/** Equal as JSON values, whatever the order of keys. Two NaN are equal: both are an emptied field. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const before = new Map<string, unknown>(Object.entries(a))
  const after = Object.entries(b)
  return (
    before.size === after.length &&
    after.every(([key, value]) => before.has(key) && isSame(before.get(key), value))
  )
}
