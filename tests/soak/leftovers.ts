import { readdirSync } from 'node:fs'
import type { Finding } from './evidence.ts'
import type { World } from './world.ts'

const finding = (what: string): Finding => ({ rule: 'nothing left', call: null, what })

/** What must not be there any more when all calls are over and the relays still run. */
export async function findLeftovers(world: World): Promise<Finding[]> {
  const { carrier, model, relays } = world
  const found: Finding[] = []
  if (model.open().length > 0) found.push(finding(`${model.open().length} model sessions are open`))
  if (carrier.live().length > 0) found.push(finding(`${carrier.live().length} calls are up`))
  for (const { name, port } of relays.up()) {
    const health = await fetch(`http://127.0.0.1:${port}/health`)
    const { calls } = (await health.json()) as { calls: number }
    if (calls !== 0) found.push(finding(`${name} believes that ${calls} calls are up`))
  }
  return found
}

/** A relay that was asked to leave does so by itself, which no socket or timer left behind would let it. */
export function checkExits(exits: readonly { name: string; exit: number | string }[]): Finding[] {
  return exits
    .filter(({ exit }) => exit !== 0)
    .map(({ name, exit }) => finding(`${name} left with ${exit}`))
}

/** Everything that was journalled is in the database, and nothing of it on the disk any more. */
export function checkJournal(dir: string): Finding[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((entry) =>
    finding(`the journal still holds ${entry}`),
  )
}
