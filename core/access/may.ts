import type { Scope } from '#contracts/scope.ts'

/** Whether somebody with these scopes may do what needs `scope`; `admin` includes every other. */
export function may(scopes: readonly Scope[], scope: Scope): boolean {
  return scopes.includes(scope) || scopes.includes('admin')
}
