import { betterAuth } from 'better-auth'
import type { prismaAdapter } from 'better-auth/adapters/prisma'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { passwordCharactersMin } from '#contracts/people.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../logger.ts'
import { consoleOrigins } from './console-origins.ts'

export type Auth = ReturnType<typeof createAuth>

/**
 * Sign-in of operators with e-mail and password; sessions live in the database
 * for a week after they were last used. Nobody signs up: the first owner is made
 * by set-up alone. Cookies are HttpOnly and SameSite=Lax, and Secure on https.
 */
export function createAuth(
  config: Config,
  logger: Logger,
  database: ReturnType<typeof prismaAdapter>,
) {
  return betterAuth({
    appName: 'Switchboard',
    baseURL: config.PUBLIC_URL,
    basePath: '/api/auth',
    secret: config.AUTH_SECRET,
    trustedOrigins: [...consoleOrigins(config), ...config.ALLOWED_ORIGINS],
    database,
    user: {
      modelName: 'operator',
      additionalFields: { role: { type: 'string', input: false, defaultValue: 'viewer' } },
    },
    session: { modelName: 'operatorSession', expiresIn: 7 * DAY_SECONDS, updateAge: DAY_SECONDS },
    account: { modelName: 'operatorAccount' },
    verification: { modelName: 'verification' },
    plugins: [
      twoFactor({
        issuer: 'Switchboard',
        schema: { twoFactor: { modelName: 'operatorTwoFactor' } },
      }),
    ],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordCharactersMin,
      maxPasswordLength: 128,
    },
    rateLimit: {
      enabled: true,
      storage: 'memory',
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: 60, max: SIGN_INS_PER_MINUTE_MAX } },
    },
    advanced: {
      cookiePrefix: 'switchboard',
      useSecureCookies: config.PUBLIC_URL.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
    },
    logger: {
      level: 'warn',
      // What it adds to a message may name an e-mail address, so only the message is kept.
      log: (level, message) => logger.warn({ severity: level, said: message }, 'sign-in'),
    },
    telemetry: { enabled: false },
  })
}

const DAY_SECONDS = 86_400
const SIGN_INS_PER_MINUTE_MAX = 10
