/**
 * The simulator's process: the carrier and the model that stand in where a credential is missing.
 * It says where they listen in one line of JSON on stdout, and leaves on SIGTERM, SIGINT, or when
 * the process that started it is gone.
 */
import { fstatSync } from 'node:fs'
import { startCarrier } from './carrier/start-carrier.ts'
import { startModel } from './model/start-model.ts'
import { readSettings, type SimulatorSettings } from './read-settings.ts'
import { readScenarios } from './scenarios/scenario.ts'
import { createVoices } from './voices/voices.ts'

const PARENT_CHECK_MS = 500

try {
  const simulator = await startSimulator(readSettings(process.env))
  const { carrier, model } = simulator
  console.log(JSON.stringify({ ready: true, carrier, model }))
  await untilAskedToLeave()
  await simulator.close()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
// A part that failed to start must not keep the others alive.
process.exit()

async function startSimulator(settings: SimulatorSettings) {
  const shared = { host: settings.host, voices: createVoices(), scenarios: readScenarios() }
  const model = settings.model && (await startModel({ ...shared, ...settings.model }))
  const carrier =
    settings.carrier &&
    (await startCarrier({
      ...shared,
      ...settings.carrier,
      phoneNumbers: [settings.carrier.phoneNumber],
      onError: (error) => console.error(error.message, error.cause ?? ''),
    }))
  return {
    carrier: carrier?.url ?? null,
    model: model?.url ?? null,
    async close() {
      await carrier?.close()
      await model?.close()
      await shared.voices.close()
    },
  }
}

function untilAskedToLeave(): Promise<void> {
  return new Promise((resolve) => {
    const leave = () => resolve()
    process.once('SIGTERM', leave)
    process.once('SIGINT', leave)
    watchParent(leave)
  })
}

/** An orphan gets another parent; and a pipe from the parent ends with it. */
function watchParent(leave: () => void): void {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) leave()
  }, PARENT_CHECK_MS)
  if (fstatSync(0).isSocket()) process.stdin.once('end', leave).resume()
}
