import type { StorageStats } from '#contracts/keeping.ts'
import { defaultKeeping } from '#core/keeping/default-keeping.ts'
import { DAY_MS } from '#core/keeping/expiry.ts'
import { startOfDay } from '#core/spending/spending-use.ts'
import type { AppContext } from '../context.ts'

/** What the store holds, and how it grew over thirty days, today included. */
export async function storageStats(ctx: AppContext): Promise<StorageStats> {
  const { keeping } = ctx.stores
  const since = new Date(startOfDay(new Date(ctx.clock.now())).getTime() - 29 * DAY_MS)
  const [stored, settings, ranAt, freeBytes] = await Promise.all([
    keeping.stored(since),
    keeping.settings(defaultKeeping),
    keeping.retentionRanAt(),
    ctx.relay.freeBytes(),
  ])
  return {
    ...stored,
    place: placeOf(ctx.config.STORAGE_URL),
    quotaBytes: settings.quotaBytes,
    freeBytes,
    retentionRanAt: ranAt?.toISOString() ?? null,
  }
}

/** As STORAGE_URL names it, without what follows a bucket's path. */
function placeOf(storageUrl: string): StorageStats['place'] {
  const [name = ''] = storageUrl.split('?')
  return name.startsWith('s3:')
    ? { kind: 's3', name }
    : { kind: 'disk', name: name.replace(/^file:/, '') }
}
