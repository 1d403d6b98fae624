import { prismaAdapter } from 'better-auth/adapters/prisma'
import type { Database } from './database.ts'

/**
 * The database as better-auth wants it; its tables are the models Operator,
 * OperatorSession, OperatorAccount and Verification. An operator and the
 * password that goes with it are written together or not at all.
 */
export function authDatabase(database: Database): ReturnType<typeof prismaAdapter> {
  return prismaAdapter(database.client, { provider: 'postgresql', transaction: true })
}
