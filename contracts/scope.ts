import { z } from 'zod'

/** What somebody may do. A key is given some of these; a role stands for a fixed set (core/access). */
export const scopeSchema = z.enum([
  'calls:read',
  'calls:write',
  'recordings:read',
  'recordings:delete',
  'agents:write',
  'admin',
])
export type Scope = z.infer<typeof scopeSchema>

/** Owners run the place, operators run calls, viewers look and listen. */
export const roleSchema = z.enum(['owner', 'operator', 'viewer'])
export type Role = z.infer<typeof roleSchema>
