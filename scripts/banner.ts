import { relative } from 'node:path'
import type { Environment, Places } from './environment.ts'
import type { VendorName } from './vendors.ts'

export type Standing = {
  places: Places
  env: Environment
  simulated: readonly VendorName[]
  /** True where the database is the one kept in the data folder. */
  embeddedDatabase: boolean
}

/** The table a newcomer reads: the console's address, what is real, what is simulated, and what makes it real. */
export function renderBanner(standing: Standing): string {
  const rows = [
    describeConsole,
    describeRelay,
    describeCarrier,
    describeModel,
    describeDatabase,
    describeRecordings,
  ].map((describe) => describe(standing))
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const table = rows.map((row) =>
    `    ${row[0].padEnd(widths[0] ?? 0)}   ${row[1].padEnd(widths[1] ?? 0)}   ${row[2]}`.trimEnd(),
  )
  return [
    '',
    `  Switchboard: ${standing.places.publicUrl}`,
    '',
    ...table,
    '',
    ...closingLines(standing),
    '',
  ].join('\n')
}

type Row = [part: string, state: string, hint: string]

function describeConsole({ places }: Standing): Row {
  return ['console', 'running', `http://${shownHost(places.host)}:${places.port}`]
}

function describeRelay({ places }: Standing): Row {
  return ['relay', 'running', `http://127.0.0.1:${places.relayPort}`]
}

function describeCarrier({ simulated, env }: Standing): Row {
  return simulated.includes('carrier')
    ? [
        'carrier',
        'SIMULATED',
        'real: set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_PHONE_NUMBER and PUBLIC_URL',
      ]
    : ['carrier', 'real', `Twilio at ${env.TWILIO_API_BASE_URL ?? 'https://api.twilio.com'}`]
}

function describeModel({ simulated, env }: Standing): Row {
  return simulated.includes('model')
    ? ['model', 'SIMULATED', 'real: set OPENAI_API_KEY']
    : ['model', 'real', `OpenAI at ${env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1'}`]
}

function describeDatabase({ places, embeddedDatabase }: Standing): Row {
  return embeddedDatabase
    ? [
        'database',
        'embedded',
        `in ${shownPath(places.dataDir)}/postgres; your own: set DATABASE_URL`,
      ]
    : ['database', 'Postgres', 'from DATABASE_URL']
}

function describeRecordings({ env }: Standing): Row {
  const folder = env.STORAGE_URL?.replace(/^file:/, '') ?? ''
  return [
    'recordings',
    env.ENABLE_RECORDING === 'false' ? 'off' : 'on disk',
    `in ${shownPath(folder)}`,
  ]
}

function closingLines({ places, simulated, env }: Standing): string[] {
  const unreachable =
    !simulated.includes('carrier') &&
    isLoopback(places.publicUrl) &&
    !isLoopback(env.TWILIO_API_BASE_URL ?? 'https://api.twilio.com')
  return [
    ...(unreachable
      ? [
          `  Twilio cannot reach ${places.publicUrl}: set PUBLIC_URL to your tunnel's https address.`,
        ]
      : []),
    `  Settings go into .env (see .env.example). Logs are in ${shownPath(places.dataDir)}/logs.`,
    '  Ctrl-C stops everything; nothing is lost.',
  ]
}

function isLoopback(url: string): boolean {
  return /^https?:\/\/(localhost|127[.]|\[::1\])/.test(url)
}

function shownHost(host: string): string {
  return host === '127.0.0.1' ? 'localhost' : host
}

function shownPath(path: string): string {
  const short = relative(process.cwd(), path)
  return short === '' || short.startsWith('..') ? path : short
}
