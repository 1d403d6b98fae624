import type { ModelInfo } from '#core/agent/models.ts'

/**
 * The models to choose from, `chosen` among them: an agent may use a model that
 * is not in the list, such as a dated variant, and must still show it.
 */
export function withChosen(models: readonly ModelInfo[], chosen: string): readonly ModelInfo[] {
  if (chosen === '' || models.some(({ id }) => id === chosen)) return models
  const unlisted = { label: chosen, reasoning: false, shutdownDate: null, replacedBy: null }
  return [...models, { id: chosen, ...unlisted }]
}
