import pg from 'pg'
import type { Database } from './database.ts'
import type { CallWriteStore } from './call-stores.ts'

/**
 * What live calls want kept, many calls at once, by a function of the database (migration
 * `keep_writes`, which says what becomes of each entry).
 */
export function createCallWriteStore({ lane }: Database): CallWriteStore {
  return {
    async keep(entries) {
      if (entries.length === 0) return 'kept'
      try {
        await lane.run('SELECT keep_writes($1)', entries.join(','))
        return 'kept'
      } catch (error) {
        if (isRefusal(error)) return 'refused'
        throw error
      }
    },
  }
}

/**
 * Did the database answer that it will never take this? Data that does not fit
 * (22), a call that is not there (23), more than it can hold (54): repeating
 * such a write would hold up all others for ever.
 */
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(22|23|54)/.test(error.code ?? '')
}
