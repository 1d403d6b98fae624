/** Variables whose whole value is a secret. */
const secretNames = [
  'RELAY_SECRET',
  'AUTH_SECRET',
  'OPENAI_API_KEY',
  'OPENAI_WEBHOOK_SECRET',
  'TWILIO_AUTH_TOKEN',
  'API_KEY',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
] as const

/** Variables whose value is an address that may hold a password. */
const addressNames = ['DATABASE_URL', 'REDIS_URL', 'OPENAI_BASE_URL'] as const

/** The values that no log may show, of a configuration or of an environment. */
export function secretsOf(config: Readonly<Record<string, unknown>>): string[] {
  const values = [
    ...secretNames.map((name) => config[name]),
    ...addressNames.map((name) => passwordIn(config[name])),
  ]
  return values.filter((value): value is string => typeof value === 'string' && value !== '')
}

function passwordIn(address: unknown): string | null {
  if (typeof address !== 'string' || !URL.canParse(address)) return null
  return safelyDecoded(new URL(address).password)
}

/** A percent sign that stands for itself makes it no less a password. */
function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
