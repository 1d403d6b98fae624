import type { System } from '#contracts/rest/system.ts'
import type { AppContext } from '../context.ts'

/** What this place is: its vendors, its switches, its number, its relay. */
export async function readSystem(ctx: AppContext): Promise<System> {
  const { config } = ctx
  const [relayIsUp, isSetUp] = await Promise.all([ctx.relay.isUp(), ctx.setup.isSetUp()])
  return {
    simulated: {
      carrier: config.SIMULATED_VENDORS.includes('carrier'),
      model: config.SIMULATED_VENDORS.includes('model'),
    },
    recording: config.ENABLE_RECORDING,
    transcription: config.ENABLE_TRANSCRIPTION,
    phoneNumber: config.TWILIO_PHONE_NUMBER,
    publicUrl: config.PUBLIC_URL,
    relay: relayIsUp ? 'up' : 'down',
    setupRequired: !isSetUp,
  }
}
