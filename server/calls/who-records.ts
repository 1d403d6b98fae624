import type { AgentConfig } from '#contracts/agent.ts'
import type { Config } from '../config.ts'

type House = Pick<Config, 'ENABLE_RECORDING'>
type Recorded = Pick<AgentConfig, 'recordedBy'>

/** Is the carrier asked to record a call of such an agent? */
export function carrierRecords(house: House, { recordedBy }: Recorded): boolean {
  return house.ENABLE_RECORDING && (recordedBy === 'carrier' || recordedBy === 'both')
}

/** Does the relay record it? */
export function relayRecords(house: House, { recordedBy }: Recorded): boolean {
  return house.ENABLE_RECORDING && (recordedBy === 'relay' || recordedBy === 'both')
}
