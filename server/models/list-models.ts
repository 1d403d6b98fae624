import type { ModelList } from '#contracts/rest/catalog.ts'
import { realtimeModels, transcriptionModels, type ModelInfo } from '#core/agent/models.ts'
import type { AppContext } from '../context.ts'

/** The models, with the vendor's own retirement dates where its list answers. */
export async function listModels(ctx: AppContext): Promise<ModelList> {
  const dates = await ctx.models.shutdownDates()
  const current = (model: ModelInfo) => ({
    ...model,
    shutdownDate: dates?.get(model.id) ?? model.shutdownDate,
  })
  return {
    items: realtimeModels.map(current),
    transcription: transcriptionModels.map(current),
    fresh: dates !== null,
  }
}
