import type { AgentConfig } from '#contracts/agent.ts'
import type { Config } from '../config.ts'

/** A session configuration, cut to a longest duration that is not its own. */
export function withLongest(agentConfig: AgentConfig, longestCallMinutes: number): AgentConfig {
  const longest = Math.min(agentConfig.longestCallMinutes, longestCallMinutes)
  return { ...agentConfig, longestCallMinutes: longest }
}

/** The session configuration that this place allows: without transcription where that is switched off. */
export function effectiveConfig(config: Config, agentConfig: AgentConfig): AgentConfig {
  if (config.ENABLE_TRANSCRIPTION) return agentConfig
  return { ...agentConfig, transcription: { ...agentConfig.transcription, enabled: false } }
}
