import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import { commandCall } from './command-call.ts'

/** Has nothing kept of what is said on a live call from here on; `notes` say what the carrier has not done yet. */
export function pauseRecording(
  ctx: AppContext,
  idOrSid: string,
  by: 'operator' | 'api',
): Promise<{ ok: true; notes: string[] } | Refusal> {
  return commandCall(ctx, idOrSid, { do: 'pauseRecording', by })
}
