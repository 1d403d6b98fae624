import { PrismaPg } from '@prisma/adapter-pg'
import type { Prisma } from '#prisma/generated/client.ts'
import { PrismaClient } from '#prisma/generated/client.ts'
import { openQuickLane, type QuickLane } from './quick-lane.ts'
import { openWriteLane, type WriteLane } from './write-lane.ts'

/** An open database. Only this folder looks inside; everybody else hands it on. */
export type Database = {
  readonly client: PrismaClient
  readonly lane: WriteLane
  readonly quickLane: QuickLane
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** What a query may be sent through: the pool, or a transaction that is open. */
export type Queryable = Prisma.TransactionClient

/**
 * Opens a pool of connections to the Postgres at `url`, as many as its `connection_limit`
 * says or ten, beside the three of the lanes. Connects with the first query, so an
 * unreachable server shows there (or in {@link Stores.ping}).
 */
export function openDatabase(url: string): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    max: poolSizeOf(url),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
  })
  const client = new PrismaClient({
    adapter,
    // Its other formats print the query with its values, which are numbers and words.
    errorFormat: 'minimal',
    transactionOptions: { maxWait: CONNECT_TIMEOUT_MS, timeout: TRANSACTION_TIMEOUT_MS },
  })
  const lane = openWriteLane(url, LANE_ANSWER_MS)
  const quickLane = openQuickLane(url, LANE_ANSWER_MS)
  const close = async () => {
    await Promise.all([client.$disconnect(), lane.close(), quickLane.close()])
  }
  return { client, lane, quickLane, close, [Symbol.asyncDispose]: close }
}

/**
 * Runs `work` in a transaction that holds the lock of that name until it ends:
 * whoever else asks for the same name waits, in this process or another.
 */
export function withLock<Result>(
  database: Database,
  name: 'agents' | 'people' | 'setup',
  work: (transaction: Queryable) => Promise<Result>,
): Promise<Result> {
  return database.client.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`switchboard:${name}`}))`
    return work(transaction)
  })
}

function poolSizeOf(url: string): number {
  const asked = Number(new URL(url).searchParams.get('connection_limit'))
  return Number.isInteger(asked) && asked > 0 ? asked : POOL_CONNECTIONS
}

/** The embedded database answers one query at a time, and a server has others to serve. */
const POOL_CONNECTIONS = 10
const CONNECT_TIMEOUT_MS = 10_000
const TRANSACTION_TIMEOUT_MS = 20_000
/** A connection that went silent is given up, and the next query gets another. */
const QUERY_TIMEOUT_MS = 20_000
const LANE_ANSWER_MS = 5_000
