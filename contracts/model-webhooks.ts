import { z } from 'zod'

/**
 * A webhook of the model's service (protocol: Standard Webhooks). Types that we
 * do not know are legal and change nothing.
 */
export const modelWebhookSchema = z.looseObject({
  object: z.literal('event'),
  id: z.string().min(1).max(200),
  type: z.string().min(1).max(100),
  created_at: z.number(),
  data: z.record(z.string(), z.unknown()),
})
export type ModelWebhook = z.infer<typeof modelWebhookSchema>
