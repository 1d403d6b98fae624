import { z } from 'zod'
import type { Connection } from './connection.ts'

/**
 * Takes away what makes every row of the big tables dearer to add: indexes that
 * no constraint needs, and foreign keys. Answers the statements that put all of
 * it back. Those of recordings stay: the trigger there looks into them.
 */
export async function setAside(connection: Connection): Promise<string[]> {
  const indexes = pairs.parse(
    await connection.rows(`SELECT pg_get_indexdef(indexrelid), format('DROP INDEX %s', indexrelid::regclass)
      FROM pg_index WHERE indrelid IN (${tables}) AND NOT indisunique`),
  )
  const keys = pairs.parse(
    await connection.rows(`SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
        pg_get_constraintdef(oid)), format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
      FROM pg_constraint WHERE contype = 'f' AND conrelid IN (${tables})`),
  )
  const all = [...indexes, ...keys]
  for (const [, drop] of all) await connection.execute(drop)
  return all.map(([restore]) => restore)
}

const pairs = z.array(z.tuple([z.string(), z.string()]))
const tables = ['calls', 'call_status_changes', 'transcript_lines', 'usages']
  .map((table) => `'${table}'::regclass`)
  .join(', ')
