import { z } from 'zod'

/** GET or POST in whatever case; POST when left out. */
export const method = z
  .string()
  .toUpperCase()
  .pipe(z.enum(['GET', 'POST']))
  .default('POST')

/** An absolute http(s) address; an invalid one is refused with Twilio's code for that parameter. */
export function url(code: number) {
  return z.string().superRefine((value, issues) => {
    if (/^https?:\/\//i.test(value) && URL.canParse(value)) return
    issues.addIssue({
      code: 'custom',
      message: 'it must be an absolute http or https URL.',
      params: { code },
    })
  })
}

/** A whole number within bounds, written in digits. */
export function wholeNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^\d+$/, 'it must be a whole number')
    .transform(Number)
    .pipe(z.int().min(min).max(max))
}

/** A key that may be given more than once, or once with several words. */
export function repeated<Word extends string>(words: readonly Word[]) {
  return z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((value) => [value].flat().flatMap((text) => text.split(/\s+/).filter(Boolean)))
    .pipe(z.array(z.enum(words)))
}
