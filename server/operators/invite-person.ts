import type { InvitePerson, NewInvitation } from '#contracts/people.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'

/**
 * Makes a link by which somebody makes an account of this e-mail and role, good
 * for a week. An earlier invitation of the same e-mail stops working.
 */
export async function invitePerson(
  ctx: AppContext,
  ownerId: string,
  { email, role }: InvitePerson,
): Promise<{ ok: true; made: NewInvitation } | Refusal> {
  const now = new Date(ctx.clock.now())
  const made = await ctx.stores.operatorLinks.invite({
    email: email.toLowerCase(),
    role,
    createdById: ownerId,
    now,
    expiresAt: new Date(now.getTime() + weekMs),
  })
  if (made === null) return emailTaken()
  const { token, invitation } = made
  const url = `${ctx.config.PUBLIC_URL}/invitation#${token}`
  return { ok: true, made: { url, expiresAt: invitation.expiresAt, invitation } }
}

const weekMs = 7 * 86_400_000

function emailTaken(): Refusal {
  const message = 'Somebody with this e-mail address has an account already.'
  return refuse('email-taken', message, { errors: [{ path: 'email', message }] })
}
