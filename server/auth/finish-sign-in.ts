import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import { deleteSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

/** Remembers which codes of an authenticator were used. */
export type SpentCodes = {
  isSpent(operatorId: string, code: string): Promise<boolean>
  /** True for the first to spend this code. */
  spend(operatorId: string, code: string): Promise<boolean>
}

/**
 * What better-auth's second factor does not do by itself: a code opens one
 * session; no browser is let off its second factor for the next time; and the
 * addresses that finish a sign-in do nothing for somebody who is signed in.
 */
export function finishSignIn(codes: SpentCodes) {
  return {
    id: 'switchboard-finish-sign-in',
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === totpPath || path === recoveryPath,
          handler: createAuthMiddleware(async (ctx) => {
            const asked = bodySchema.safeParse(ctx.body)
            if (!asked.success) throw refused('BAD_REQUEST', 'INVALID_BODY')
            const session = await getSessionFromCtx(ctx)
            if (session !== null && ctx.request !== undefined) {
              throw refused('BAD_REQUEST', 'SIGNED_IN_ALREADY')
            }
            if (ctx.path !== totpPath) return
            const operatorId = session?.user.id ?? (await whoSignsIn(ctx))
            if (operatorId === null || !(await codes.isSpent(operatorId, asked.data.code))) return
            throw refused('UNAUTHORIZED', 'INVALID_CODE')
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path === totpPath,
          handler: createAuthMiddleware(async (ctx) => {
            const made = ctx.context.newSession
            if (made === null) return
            const { code } = bodySchema.parse(ctx.body)
            if (await codes.spend(made.user.id, code)) return
            // Somebody else was faster with the same code: this session ends unseen.
            await ctx.context.internalAdapter.deleteSession(made.session.token)
            deleteSessionCookie(ctx)
            ctx.context.setNewSession(null)
            throw refused('UNAUTHORIZED', 'INVALID_CODE')
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin
}

const totpPath = '/two-factor/verify-totp'
const recoveryPath = '/two-factor/verify-backup-code'
const bodySchema = z.strictObject({ code: z.string().min(1).max(40) })

/** Of whom the cookie says that the password was right; null: nobody. */
async function whoSignsIn(ctx: Parameters<typeof getSessionFromCtx>[0]): Promise<string | null> {
  const { name } = ctx.context.createAuthCookie('two_factor')
  const identifier = await ctx.getSignedCookie(name, ctx.context.secret)
  if (typeof identifier !== 'string') return null
  return (await ctx.context.internalAdapter.findVerificationValue(identifier))?.value ?? null
}

function refused(status: 'BAD_REQUEST' | 'UNAUTHORIZED', code: string): APIError {
  return new APIError(status, { code, message: messages[code] ?? code })
}

const messages: Record<string, string> = {
  INVALID_BODY: 'Send a code, and nothing else.',
  INVALID_CODE: 'Invalid code',
  SIGNED_IN_ALREADY: 'You are signed in already.',
}
