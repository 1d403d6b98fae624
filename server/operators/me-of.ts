import type { Me, Operator } from '#contracts/rest/operator.ts'
import { scopesOfRole } from '#core/access/scopes-of-role.ts'

/** What an operator's own browser is told about them. */
export function meOf(operator: Operator, twoFactor: boolean): Me {
  return { operator, scopes: [...scopesOfRole(operator.role)], twoFactor }
}
