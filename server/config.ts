/**
 * The environment, read once. A variable that is missing or wrong stops the
 * start with its name, what is wrong with it and an example; no other file
 * looks at `process.env`.
 */
import { z } from 'zod'
import { e164Schema } from '#contracts/e164.ts'
import { parseStorageUrl } from './storage-place.ts'

const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false'], 'must be true or false')
    .default(fallback ? 'true' : 'false')
    .transform((value) => value === 'true')

const port = (fallback: number) => z.coerce.number().int().min(1).max(65_535).default(fallback)

/** An origin: scheme, host and port, without a path; a trailing slash is forgiven. */
const origin = (schemes: string[], example: string) =>
  z
    .string()
    .transform((value) => value.replace(/\/$/, ''))
    .refine((value) => isOrigin(value, schemes), `must be an origin like ${example}`)

const secret = z.string().min(32, 'must be at least 32 characters, e.g. from: openssl rand -hex 32')

/** Every variable the app and the relay understand. */
export const environmentSchema = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    PORT: port(3_000),
    RELAY_PORT: port(8_081),
    RELAY_HOST: z.string().min(1).default('127.0.0.1'),
    PUBLIC_URL: origin(['http', 'https'], 'https://console.example.com').optional(),
    RELAY_PUBLIC_URL: origin(['ws', 'wss'], 'wss://relay.example.com').optional(),
    RELAY_INTERNAL_URL: origin(['http', 'https'], 'http://127.0.0.1:8081').optional(),
    RELAY_SECRET: secret,
    DATABASE_URL: z
      .url({
        protocol: /^postgres(ql)?$/,
        error: 'must be a Postgres URL like postgres://user:password@host:5432/switchboard',
      })
      .refine((url) => !/[?&]connection_limit=(?![1-9]\d{0,2}(&|$))/.test(url), {
        error: 'must have a whole number from 1 to 999 as its connection_limit, or none',
      }),
    REDIS_URL: z
      .url({ protocol: /^rediss?$/, error: 'must be a Redis URL like redis://127.0.0.1:6379' })
      .optional(),
    OPENAI_API_KEY: z.string().min(1, 'must be an OpenAI API key like sk-...'),
    /** Signs the webhooks of the model's service; unset, none is taken. */
    OPENAI_WEBHOOK_SECRET: z
      .string()
      .min(16, "must be the webhook's signing secret like whsec_...")
      .optional(),
    OPENAI_BASE_URL: z
      .url({
        protocol: /^https?$/,
        error: 'must be a URL like https://api.openai.com/v1',
      })
      .default('https://api.openai.com/v1')
      .transform((value) => value.replace(/\/+$/, '')),
    TWILIO_ACCOUNT_SID: z
      .string()
      .regex(/^AC[0-9a-fA-F]{32}$/, 'must be AC and 32 hexadecimal digits'),
    TWILIO_AUTH_TOKEN: z.string().min(1, "must be the account's auth token"),
    TWILIO_PHONE_NUMBER: e164Schema,
    TWILIO_API_BASE_URL: origin(['http', 'https'], 'https://api.twilio.com').default(
      'https://api.twilio.com',
    ),
    API_KEY: z.string().min(16, 'must be at least 16 characters').optional(),
    AUTH_SECRET: secret,
    ALLOWED_ORIGINS: z
      .string()
      .default('')
      .transform((value) =>
        value
          .split(',')
          .map((entry) => entry.trim().replace(/\/$/, ''))
          .filter((entry) => entry !== ''),
      )
      .refine(
        (values) => values.every((value) => isOrigin(value, ['http', 'https'])),
        'must be origins separated by commas, like https://crm.example.com',
      ),
    /** Proxies of ours before the app: as many addresses of X-Forwarded-For are believed, from the right. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
    /** Requests a minute from one address, and by a key that says nothing else. */
    RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(100),
    ENABLE_RECORDING: flag(true),
    ENABLE_TRANSCRIPTION: flag(true),
    STORAGE_URL: z
      .string()
      .refine(
        (value) => parseStorageUrl(value) !== null,
        'must be a folder like file:.data/recordings or a bucket like s3://recordings/switchboard',
      )
      .default('file:.data/recordings'),
    /** Both or neither; without them the machine's own role is asked. */
    AWS_ACCESS_KEY_ID: z.string().min(1).optional(),
    AWS_SECRET_ACCESS_KEY: z.string().min(1).optional(),
    AWS_SESSION_TOKEN: z.string().min(1).optional(),
    AWS_REGION: z.string().min(1).default('us-east-1'),
    /** A store that is not Amazon's; its buckets stand in the path. */
    S3_ENDPOINT: z
      .url({ protocol: /^https?$/, error: 'must be a URL like https://s3.example.com' })
      .refine((value) => new URL(value).username === '', 'must not hold credentials')
      .optional(),
    /** Asked of the store with every file. Amazon's encrypts without being asked, and others refuse to be. */
    S3_SERVER_SIDE_ENCRYPTION: z.enum(['none', 'AES256', 'aws:kms']).default('none'),
    /** Where a relay keeps what the database has not got yet. */
    JOURNAL_DIR: z.string().min(1).default('.data/journal'),
    /** Where a relay gathers the audio of calls that it records, until they are over. */
    SPOOL_DIR: z.string().min(1).default('.data/spool'),
    /** Processes that carry audio behind RELAY_PORT. */
    RELAY_WORKERS: z.coerce.number().int().min(1).max(64).default(1),
    /** How long a relay that is asked to leave waits for its calls before it hands them over. */
    DRAIN_SECONDS: z.coerce.number().int().min(0).max(3_600).default(25),
    OTEL_EXPORTER_OTLP_ENDPOINT: z
      .url({ protocol: /^https?$/, error: 'must be a URL like http://127.0.0.1:4318' })
      .optional(),
    /** Set by `npm start` for the console's labels: which vendors are simulated. */
    SIMULATED_VENDORS: z
      .string()
      .default('')
      .transform((value) => value.split(',').filter((entry) => entry !== ''))
      .pipe(z.array(z.enum(['carrier', 'model']))),
  })
  .refine(
    (env) => (env.AWS_ACCESS_KEY_ID === undefined) === (env.AWS_SECRET_ACCESS_KEY === undefined),
    { path: ['AWS_SECRET_ACCESS_KEY'], error: 'must be set together with AWS_ACCESS_KEY_ID' },
  )
  .transform((env) => {
    const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`
    return {
      ...env,
      PUBLIC_URL: publicUrl,
      RELAY_PUBLIC_URL: env.RELAY_PUBLIC_URL ?? publicUrl.replace(/^http/, 'ws'),
      RELAY_INTERNAL_URL: env.RELAY_INTERNAL_URL ?? `http://127.0.0.1:${env.RELAY_PORT}`,
    }
  })

export type Config = Readonly<z.output<typeof environmentSchema>>

/** Thrown when the environment cannot be used; `message` lists every variable to mend. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Parses the environment, frozen. Empty values count as unset. Throws {@link ConfigError}. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(given)
  if (parsed.success) return Object.freeze(parsed.data)
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'environment')
    return `  ${name}: ${given[name] === undefined ? 'is not set; it ' : ''}${issue.message}`
  })
  throw new ConfigError(`The environment needs mending:\n${lines.join('\n')}`)
}

/** True where only this machine can reach the console, so that plain http is fine. */
export function isLoopback(config: Config): boolean {
  const host = new URL(config.PUBLIC_URL).hostname
  return host === 'localhost' || host === '[::1]' || /^127[.]/.test(host)
}

function isOrigin(value: string, schemes: string[]): boolean {
  try {
    const url = new URL(value)
    const scheme = url.protocol.slice(0, -1)
    return schemes.includes(scheme) && url.pathname === '/' && url.search === '' && url.hash === ''
  } catch {
    return false
  }
}
