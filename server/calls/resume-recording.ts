import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import { commandCall } from './command-call.ts'

/** Has what is said on a live call kept again, whoever paused it; `notes` as of a pause. */
export function resumeRecording(
  ctx: AppContext,
  idOrSid: string,
  by: 'operator' | 'api',
): Promise<{ ok: true; notes: string[] } | Refusal> {
  return commandCall(ctx, idOrSid, { do: 'resumeRecording', by })
}
