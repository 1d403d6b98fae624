import OpenAI from 'openai'
import { z } from 'zod'
import type { Config } from '../config.ts'

/** Retirement dates as the vendor now gives them, by model id; null: not announced. */
export type ModelCatalog = {
  /** Null: the vendor's list does not answer. Kept for an hour, a failure for a minute. */
  shutdownDates(): Promise<ReadonlyMap<string, string | null> | null>
}

/** Reads `GET /models` (OpenAI's API reference, "Models"), waiting 3 s at most. */
export function createModelCatalog(config: Config, now: () => number): ModelCatalog {
  const client = new OpenAI({
    apiKey: config.OPENAI_API_KEY,
    baseURL: config.OPENAI_BASE_URL,
    timeout: ANSWER_WITHIN_MS,
    maxRetries: 0,
  })
  let kept: { dates: Promise<ReadonlyMap<string, string | null> | null>; until: number } | null =
    null
  return {
    shutdownDates() {
      if (kept !== null && now() < kept.until) return kept.dates
      const entry = { dates: readShutdownDates(client), until: now() + KEEP_FAILURE_MS }
      kept = entry
      void entry.dates.then((dates) => {
        if (dates !== null) entry.until = now() + KEEP_MS
      })
      return entry.dates
    },
  }
}

const ANSWER_WITHIN_MS = 3_000
const KEEP_MS = 3_600_000
const KEEP_FAILURE_MS = 60_000

const modelListSchema = z.object({
  data: z.array(z.object({ id: z.string(), shutdown_date: z.iso.date().nullish().catch(null) })),
})

async function readShutdownDates(
  client: OpenAI,
): Promise<ReadonlyMap<string, string | null> | null> {
  try {
    const { data } = modelListSchema.parse(await client.models.list())
    return new Map(data.map((model) => [model.id, model.shutdown_date ?? null]))
  } catch {
    return null
  }
}
