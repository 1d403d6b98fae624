import type { OpenedLink } from '#contracts/people.ts'
import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import { linkUsed } from './link-used.ts'

/** What a link is for, told to whoever holds it. Does not use it up. */
export async function openLink(
  ctx: AppContext,
  kind: 'invitation' | 'reset',
  token: string,
): Promise<{ ok: true; opened: OpenedLink } | Refusal> {
  const opened = await ctx.stores.operatorLinks.open(kind, token, new Date(ctx.clock.now()))
  return opened === null ? linkUsed() : { ok: true, opened }
}
