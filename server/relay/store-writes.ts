import type { CallWrite } from '#contracts/call-write.ts'
import type { Call } from '#contracts/call.ts'
import { unreachable } from '#core/unreachable.ts'
import type { Stores } from '../storage/stores.ts'

type Write<Kind extends CallWrite['kind']> = Extract<CallWrite, { kind: Kind }>

/** What a call wrote, sorted by where it goes; of each line, turn and field only the newest. */
type Sorted = {
  lines: Map<string, Write<'line'>['line']>
  events: Write<'event'>['event'][]
  usages: Write<'usage'>['usage'][]
  turns: Map<number, Write<'turn'>['turn']>
  modelSessionId: string | null
  config: Write<'config'>['config'] | null
  end: Write<'end'>['end'] | null
}

/**
 * Writes what one call wants kept, in few statements; may be repeated. Answers
 * the call where a write changed what the console shows of it, else null.
 */
export async function storeWrites(
  stores: Stores,
  callId: string,
  writes: readonly CallWrite[],
): Promise<Call | null> {
  const sorted = sortWrites(writes)
  if (sorted.lines.size > 0) await stores.transcripts.save(callId, [...sorted.lines.values()])
  if (sorted.events.length > 0) await stores.events.append(callId, sorted.events)
  if (sorted.usages.length > 0) await stores.usages.append(callId, sorted.usages)
  if (sorted.turns.size > 0) await stores.turns.save(callId, [...sorted.turns.values()])
  let call: Call | null = null
  if (sorted.modelSessionId !== null) {
    call = await stores.calls.recordModelSession(callId, sorted.modelSessionId)
  }
  if (sorted.config) call = await stores.calls.recordConfig(callId, sorted.config)
  if (sorted.end) call = await stores.calls.recordEnd(callId, sorted.end)
  return call
}

function sortWrites(writes: readonly CallWrite[]): Sorted {
  const sorted: Sorted = {
    lines: new Map(),
    events: [],
    usages: [],
    turns: new Map(),
    modelSessionId: null,
    config: null,
    end: null,
  }
  for (const write of writes) sortIn(sorted, write)
  return sorted
}

function sortIn(sorted: Sorted, write: CallWrite): void {
  switch (write.kind) {
    case 'line':
      sorted.lines.set(write.line.itemId, write.line)
      return
    case 'event':
      sorted.events.push(write.event)
      return
    case 'usage':
      sorted.usages.push(write.usage)
      return
    case 'turn':
      sorted.turns.set(write.turn.number, write.turn)
      return
    case 'modelSession':
      sorted.modelSessionId = write.modelSessionId
      return
    case 'config':
      sorted.config = write.config
      return
    case 'end':
      // The first reason stands.
      sorted.end ??= write.end
      return
    default:
      return unreachable(write)
  }
}
