import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535).optional()
const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'expected a number like +15005550006')

const webUrl = z.url({ protocol: /^https?$/ }).optional()

const carrierSchema = z.object({
  TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-f]{32}$/, 'expected AC and 32 hexadecimal digits'),
  TWILIO_AUTH_TOKEN: z.string().min(1),
  TWILIO_PHONE_NUMBER: e164,
  SIMULATOR_VOICE_URL: webUrl,
  SIMULATOR_STATUS_URL: webUrl,
})

const settingsSchema = z.object({
  SIMULATOR_HOST: z.string().min(1).default('127.0.0.1'),
  SIMULATOR_CARRIER_PORT: port,
  SIMULATOR_MODEL_PORT: port,
  SIMULATOR_SESSION_SECONDS: z.coerce.number().int().min(5).max(3_600).default(3_600),
  OPENAI_API_KEY: z.string().optional(),
})

/** What the simulator runs, and as whom. A part that is null is not run. */
export type SimulatorSettings = {
  host: string
  carrier: {
    port: number
    accountSid: string
    authToken: string
    phoneNumber: string
    voiceUrl: string | undefined
    statusUrl: string | undefined
  } | null
  /** `sessionMs`: how long a session of the model may last, as the service's hour. */
  model: { port: number; apiKey: string | undefined; sessionMs: number } | null
}

/** Reads the environment; an empty value counts as none. Throws with every wrong variable named. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
): SimulatorSettings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const settings = parse(settingsSchema, given)
  const { SIMULATOR_CARRIER_PORT: carrierPort, SIMULATOR_MODEL_PORT: modelPort } = settings
  return {
    host: settings.SIMULATOR_HOST,
    carrier: carrierPort === undefined ? null : { port: carrierPort, ...readAccount(given) },
    model:
      modelPort === undefined
        ? null
        : {
            port: modelPort,
            apiKey: settings.OPENAI_API_KEY,
            sessionMs: settings.SIMULATOR_SESSION_SECONDS * 1_000,
          },
  }
}

function readAccount(given: Record<string, unknown>) {
  const account = parse(carrierSchema, given)
  return {
    accountSid: account.TWILIO_ACCOUNT_SID,
    authToken: account.TWILIO_AUTH_TOKEN,
    phoneNumber: account.TWILIO_PHONE_NUMBER,
    voiceUrl: account.SIMULATOR_VOICE_URL,
    statusUrl: account.SIMULATOR_STATUS_URL,
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new Error(`The simulator's environment is wrong:\n${z.prettifyError(parsed.error)}`)
}
