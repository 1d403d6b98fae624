import { voiceSchema } from '#contracts/agent.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'

/** A sentence in a voice, as the model server speaks it. */
export async function voiceSample(
  ctx: AppContext,
  voice: string,
): Promise<{ ok: true; audio: Uint8Array<ArrayBuffer>; contentType: string } | Refusal> {
  const known = voiceSchema.safeParse(voice)
  if (!known.success) return refuse('not-found', 'There is no voice of this name; see /api/voices.')
  const sample = await ctx.speech.speak(known.data)
  return sample.ok ? sample : refuse(sample.problem, sample.detail)
}
