import { z } from 'zod'
import { createApiKeySchema, type CreateApiKey } from '#contracts/api-key.ts'
import type { Scope } from '#contracts/scope.ts'

/** What the fields of a new key hold. An empty rate is NaN and means the house's own. */
export type KeyForm = { name: string; scopes: Scope[]; lasts: string; perMinute: number }

/** How long a key may last: days, or `never`. */
export const lasts = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: 'never', label: 'Until it is revoked' },
] as const

/** A new key's fields before anything is chosen. */
export const newKey: KeyForm = { name: '', scopes: [], lasts: '90', perMinute: Number.NaN }

/** Checks the fields by the contract's own rules, and gives the key to ask for. */
export const keyFormSchema = z
  .custom<KeyForm>()
  .transform((form): unknown => wantedKey(form))
  .pipe(createApiKeySchema)

/** The key that the fields ask for, not yet checked. */
export function wantedKey(form: KeyForm): CreateApiKey {
  return {
    name: form.name,
    scopes: form.scopes,
    expiresInDays: form.lasts === 'never' ? null : Number(form.lasts),
    perMinute: rateOf(form.perMinute),
  }
}

/** A rate as the contract has it: null where the field is empty. */
export function rateOf(typed: number): number | null {
  return Number.isNaN(typed) ? null : typed
}
