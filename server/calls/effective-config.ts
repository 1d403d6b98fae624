import type { AgentConfig } from '#contracts/agent.ts'
import type { Config } from '../config.ts'

/** The session configuration that this place allows: without transcription where that is switched off. */
export function effectiveConfig(config: Config, agentConfig: AgentConfig): AgentConfig {
  if (config.ENABLE_TRANSCRIPTION) return agentConfig
  return { ...agentConfig, transcription: { ...agentConfig.transcription, enabled: false } }
}
