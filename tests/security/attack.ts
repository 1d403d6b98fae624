import { inject } from 'vitest'
import { z } from 'zod'
import { openDatabase } from '#server/storage/database.ts'

export const attacked = inject('attacked')

/** Nobody waits longer for a refusal. */
export const patienceMs = 5_000

/** Asks the running product; rejects when it takes longer than a refusal may. */
export function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const signal = AbortSignal.timeout(patienceMs)
  return fetch(`${attacked.url}${path}`, { redirect: 'manual', ...init, signal })
}

export const asProgram = { 'x-api-key': attacked.secrets['API_KEY'] ?? '' }

const operationSchema = z.looseObject({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).default([]),
  requestBody: z.looseObject({ content: z.record(z.string(), z.unknown()) }).optional(),
})
const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
})

export type Operation = z.infer<typeof operationSchema> & {
  method: string
  /** With every parameter in braces. */
  path: string
  takesJson: boolean
  /** Signed by a vendor, and so refused before anything else of it matters. */
  isWebhook: boolean
  isPublic: boolean
}

/** Every address, as the product itself describes them. */
export async function operations(): Promise<Operation[]> {
  const response = await ask('/api/openapi.json')
  const { paths } = documentSchema.parse(await response.json())
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
      takesJson: operation.requestBody?.content['application/json'] !== undefined,
      isWebhook: path === '/twiml' || /^\/api\/(?:twilio|openai)\//.test(path),
      isPublic: operation.security.length === 0,
    })),
  )
}

/** An address with something in place of each parameter. */
export function addressOf(path: string, parameter = 'x'): string {
  return path.replaceAll(/\{\w+\}/g, parameter)
}

/** How many rows every table has, but for those that count knocks, write down who tried, or are swept by the clock. */
export async function countRows(): Promise<Record<string, number>> {
  await using database = openDatabase(attacked.databaseUrl)
  const tables = await database.client.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`
  const counted = tables.map(({ name }) => name).filter((name) => !witnesses.has(name))
  const counts: [string, number][] = []
  for (const name of counted) {
    const rows = await database.client.$queryRawUnsafe<{ count: bigint }[]>(
      `SELECT count(*) AS count FROM "${name}"`,
    )
    counts.push([name, Number(rows[0]?.count ?? -1)])
  }
  return Object.fromEntries(counts)
}

const witnesses = new Set([
  'rate_limits',
  'audit_entries',
  'relays',
  'stream_tickets',
  '_prisma_migrations',
])

/** The product is up, app and relay, and answers at once. */
export async function isWell(): Promise<boolean> {
  const response = await ask('/api/health')
  const health = z.object({ database: z.string(), relay: z.string() }).parse(await response.json())
  return response.status === 200 && health.database === 'up' && health.relay === 'up'
}
