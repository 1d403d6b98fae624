import { isLoopback, type Config } from '../config.ts'

/**
 * The origins at which browsers open the console: PUBLIC_URL and, on loopback,
 * its twins, for localhost and 127.0.0.1 are one place with two names.
 */
export function consoleOrigins(config: Config): string[] {
  const own = new URL(config.PUBLIC_URL)
  if (!isLoopback(config)) return [own.origin]
  const hosts = new Set([own.hostname, 'localhost', '127.0.0.1', '[::1]'])
  const port = own.port === '' ? '' : `:${own.port}`
  return [...hosts].map((host) => `${own.protocol}//${host}${port}`)
}
