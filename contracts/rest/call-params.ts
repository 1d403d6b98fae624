import { z } from 'zod'

/** Of an address about one call: our id of it, or the carrier's SID. */
export const callParams = z.object({
  id: z.string().min(1).max(100).meta({ description: 'Our id of the call, or its CallSid.' }),
})
