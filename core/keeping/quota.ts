/** How full the store is. `over`: recordings are kept all the same, for losing them would be worse. */
export type QuotaState = 'fine' | 'near' | 'over'

/** `quotaBytes` null: no limit, and it is never full. */
export function quotaState(bytes: number, quotaBytes: number | null): QuotaState {
  if (quotaBytes === null || bytes < quotaBytes * NEAR) return 'fine'
  return bytes > quotaBytes ? 'over' : 'near'
}

const NEAR = 0.8
