import { readConfig, type Config } from './config.ts'

/**
 * The app's configuration, read from the environment when the first request
 * needs it: building the app needs no environment at all.
 */
export function appConfig(): Config {
  slot.switchboardConfig ??= readConfig(process.env)
  return slot.switchboardConfig
}

/** On the global object, because the dev server loads this module anew with every change. */
const slot: typeof globalThis & { switchboardConfig?: Config } = globalThis
