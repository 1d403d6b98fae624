import { scopeSchema, type Role, type Scope } from '#contracts/scope.ts'

const scopes: Record<Role, readonly Scope[]> = {
  viewer: ['calls:read', 'recordings:read'],
  operator: ['calls:read', 'calls:write', 'recordings:read', 'recordings:delete', 'agents:write'],
  owner: scopeSchema.options,
}

/** What an operator of this role may do. */
export function scopesOfRole(role: Role): readonly Scope[] {
  return scopes[role]
}
