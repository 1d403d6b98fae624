import { z } from 'zod'
import { keepingSettingsSchema, type KeepingSettings } from '#contracts/keeping.ts'
import { defaultKeeping } from '#core/keeping/default-keeping.ts'
import type { Queryable } from './database.ts'

/** The one row's id. */
export const HOUSE = 'house'

/** For how long what is kept: `defaults` for what nobody has set. One read by key, once a query. */
export async function readKeeping(
  queryable: Queryable,
  defaults: KeepingSettings = defaultKeeping,
): Promise<KeepingSettings> {
  const row = await queryable.keepingSetting.findUnique({
    where: { id: HOUSE },
    select: { settings: true },
  })
  return keepingSettingsSchema.parse({ ...defaults, ...setBefore.parse(row?.settings ?? {}) })
}

/** A row may hold less than all: it is made by the first retention, too. */
const setBefore = keepingSettingsSchema.partial().catch({})

export const lockedSettings = z.array(z.object({ settings: setBefore }))
