import { z } from 'zod'
import { voiceSchema } from '../agent.ts'

/** A voice of the agent. `sampleUrl` null: this model server cannot speak one. */
export const voiceInfoSchema = z
  .object({ id: voiceSchema, recommended: z.boolean(), sampleUrl: z.string().nullable() })
  .meta({ id: 'VoiceInfo' })
export type VoiceInfo = z.infer<typeof voiceInfoSchema>

/** A model, and until when it may be used. */
export const modelInfoSchema = z
  .object({
    id: z.string(),
    label: z.string(),
    reasoning: z.boolean(),
    /** ISO date, or null when none is announced. */
    shutdownDate: z.string().nullable(),
    replacedBy: z.string().nullable(),
  })
  .meta({ id: 'ModelInfo' })

export const modelListSchema = z.object({
  items: z.array(modelInfoSchema),
  transcription: z.array(modelInfoSchema),
  /** False: the vendor's own list did not answer; dates are those known at release. */
  fresh: z.boolean(),
})
export type ModelList = z.infer<typeof modelListSchema>

/** A number that this account may call from. */
export const phoneNumberSchema = z
  .object({ phoneNumber: z.string(), friendlyName: z.string(), isDefault: z.boolean() })
  .meta({ id: 'PhoneNumber' })
export type PhoneNumber = z.infer<typeof phoneNumberSchema>
