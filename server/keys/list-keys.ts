import type { ApiKey } from '#contracts/api-key.ts'
import type { AppContext } from '../context.ts'

/** Every key that was ever made, newest first, without its secret. */
export function listKeys(ctx: AppContext): Promise<ApiKey[]> {
  return ctx.stores.apiKeys.list()
}
