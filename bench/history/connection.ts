import { PrismaPg } from '@prisma/adapter-pg'

/** One connection, without a time limit: what is made or measured here takes as long as it takes. */
export type Connection = {
  execute(sql: string): Promise<void>
  rows(sql: string): Promise<unknown[][]>
  [Symbol.asyncDispose](): Promise<void>
}

export async function connect(url: string): Promise<Connection> {
  const adapter = await new PrismaPg({ connectionString: url, max: 1 }).connect()
  const plain = (sql: string) => ({ sql, args: [], argTypes: [] })
  return {
    async execute(sql) {
      await adapter.executeRaw(plain(sql))
    },
    async rows(sql) {
      const { rows } = await adapter.queryRaw(plain(sql))
      return rows
    },
    [Symbol.asyncDispose]: () => adapter.dispose(),
  }
}
