import type { KeepingSettings, UpdateKeeping } from '#contracts/keeping.ts'
import { defaultKeeping } from '#core/keeping/default-keeping.ts'
import type { AppContext } from '../context.ts'
import { agentNotFound, type Refusal } from '../refusal.ts'

/** Changes for how long what is kept; every date that is shown is another one at once. */
export async function updateKeeping(
  ctx: AppContext,
  change: UpdateKeeping,
): Promise<{ ok: true; settings: KeepingSettings } | Refusal> {
  const { keeping, agents } = ctx.stores
  const before = await keeping.settings(defaultKeeping)
  // An agent that was removed since keeps what was set for it, for its calls are still there.
  const added = Object.keys(change.agents ?? {}).filter((id) => !Object.hasOwn(before.agents, id))
  const found = await Promise.all(added.map((id) => agents.find(id)))
  if (found.includes(null)) return agentNotFound()
  return { ok: true, settings: await keeping.update(change, defaultKeeping) }
}
