import { betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import type { prismaAdapter } from 'better-auth/adapters/prisma'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { passwordCharactersMin } from '#contracts/people.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../logger.ts'
import { consoleOrigins } from './console-origins.ts'
import { finishSignIn, type SpentCodes } from './finish-sign-in.ts'

export type Auth = ReturnType<typeof createAuth>

/** What better-auth is lent, besides its tables. */
export type AuthParts = {
  database: ReturnType<typeof prismaAdapter>
  codes: SpentCodes
  /** Where a request came from; null: unknown. */
  addressOf: (headers: Headers) => string | null
  /** How passwords are kept; left out: as better-auth does, by scrypt with N 16,384 and r 16. */
  passwords?: Passwords
}

export type Passwords = {
  hash: (password: string) => Promise<string>
  verify: (given: { hash: string; password: string }) => Promise<boolean>
}

/**
 * Sign-in of operators with e-mail and password, and a second factor where one
 * is set up; sessions live in the database for a week after they were last used,
 * and are read from there at every request: who is removed is out at once.
 * Nobody signs up: the first owner is made by set-up, everybody else by an
 * invitation. Cookies are HttpOnly and SameSite=Lax, and Secure on https.
 */
export function createAuth(config: Config, logger: Logger, parts: AuthParts) {
  return betterAuth({
    appName: 'Switchboard',
    baseURL: config.PUBLIC_URL,
    basePath: '/api/auth',
    secret: config.AUTH_SECRET,
    trustedOrigins: consoleOrigins(config),
    database: parts.database,
    user: {
      modelName: 'operator',
      additionalFields: { role: { type: 'string', input: false, defaultValue: 'viewer' } },
    },
    session: {
      modelName: 'operatorSession',
      expiresIn: 7 * DAY_SECONDS,
      updateAge: LAST_SEEN_WITHIN_SECONDS,
      cookieCache: { enabled: false },
    },
    account: { modelName: 'operatorAccount' },
    verification: { modelName: 'verification' },
    plugins: [
      twoFactor({
        issuer: 'Switchboard',
        schema: { twoFactor: { modelName: 'operatorTwoFactor' } },
        totpOptions: { digits: 6, period: 30 },
        backupCodeOptions: { amount: 10, length: 10, storeBackupCodes: 'encrypted' },
        accountLockout: { maxFailedAttempts: 10, durationSeconds: 15 * 60 },
      }),
      finishSignIn(parts.codes),
    ],
    databaseHooks: {
      session: {
        create: {
          before: async (session, ctx) => {
            const headers = ctx?.request?.headers ?? ctx?.headers
            const ipAddress = headers === undefined ? null : parts.addressOf(headers)
            return { data: { ...session, ipAddress } }
          },
        },
      },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordCharactersMin,
      maxPasswordLength: 128,
      ...(parts.passwords === undefined ? {} : { password: parts.passwords }),
    },
    // Tries are counted where all processes see it, and by account, too (server/limits).
    rateLimit: { enabled: false },
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
    // Left to itself it writes refusals to stderr, past the log.
    onAPIError: {
      onError: (error) => {
        if (isAPIError(error) && error.statusCode < 500) return
        logger.error({ kind: error instanceof Error ? error.name : 'unknown' }, 'sign-in failed')
      },
    },
    telemetry: { enabled: false },
  })
}

const DAY_SECONDS = 86_400
/** A session in use is prolonged, and its row says when, this often. */
const LAST_SEEN_WITHIN_SECONDS = 300
