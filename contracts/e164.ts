import { z } from 'zod'

/** An E.164 number: a plus, then 7 to 15 digits, the first not zero. */
export const e164Schema = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'Write the number in E.164 form, like +14155550123.')
