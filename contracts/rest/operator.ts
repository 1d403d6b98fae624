import { z } from 'zod'
import { passwordSchema } from '../people.ts'
import { roleSchema, scopeSchema } from '../scope.ts'

/** A human at the console. */
export const operatorSchema = z
  .object({ id: z.string(), name: z.string(), email: z.string(), role: roleSchema })
  .meta({ id: 'Operator' })
export type Operator = z.infer<typeof operatorSchema>

export const meSchema = z.object({
  operator: operatorSchema,
  scopes: z.array(scopeSchema),
  /** A second factor is set up. */
  twoFactor: z.boolean(),
})
export type Me = z.infer<typeof meSchema>

/** The first owner's account. `apiKey` is needed where strangers can reach the console. */
export const setUpSchema = z.object({
  name: z.string().trim().min(1, 'Say how you are called.').max(80),
  email: z.email('Write an e-mail address like ada@example.com.').max(200),
  password: passwordSchema,
  apiKey: z.string().max(500).optional(),
})
export type SetUp = z.infer<typeof setUpSchema>

export const setupStateSchema = z.object({
  setUp: z.boolean(),
  /** The first owner must also give API_KEY: this console is reachable from elsewhere. */
  apiKeyRequired: z.boolean(),
})
export type SetupState = z.infer<typeof setupStateSchema>
