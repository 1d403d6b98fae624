import { scopeSchema, type Scope } from '#contracts/scope.ts'

/** What a scope allows, in one line. */
export const scopeWords: Record<Scope, string> = {
  'calls:read': 'See calls, their transcripts, events and costs, and the limits.',
  'calls:write': 'Place and end calls, and steer calls that are up. This spends money.',
  'recordings:read': 'Listen to recordings and download them.',
  'recordings:delete': 'Delete recordings for good, also at the carrier.',
  'agents:write': 'Make, change and delete agents.',
  admin: 'Everything above, and people, keys, limits and the audit log.',
}

/** Sets of scopes that one often wants. */
export const presets = [
  { id: 'read', label: 'Read only', scopes: ['calls:read', 'recordings:read'] },
  { id: 'dial', label: 'Place calls', scopes: ['calls:read', 'calls:write'] },
  {
    id: 'work',
    label: 'All but admin',
    scopes: scopeSchema.options.filter((scope) => scope !== 'admin'),
  },
  { id: 'admin', label: 'Admin', scopes: ['admin'] },
] as const satisfies readonly { id: string; label: string; scopes: readonly Scope[] }[]

/** The preset that is exactly these scopes; null: none is. */
export function presetOf(scopes: readonly Scope[]): string | null {
  const isThese = (preset: readonly Scope[]) =>
    preset.length === scopes.length && preset.every((scope) => scopes.includes(scope))
  return presets.find((preset) => isThese(preset.scopes))?.id ?? null
}

/** The scopes with one put in or taken out, in their usual order. */
export function withScope(scopes: readonly Scope[], scope: Scope, isOn: boolean): Scope[] {
  return scopeSchema.options.filter((each) => (each === scope ? isOn : scopes.includes(each)))
}
