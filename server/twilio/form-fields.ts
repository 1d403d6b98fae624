/** A webhook of Twilio's has some forty. */
const FIELDS_MAX = 500

/** Whether a content type announces a form. */
export function isForm(contentType: string): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType)
}

/**
 * The fields of a form by name; one that is repeated has all its values, in
 * order. Null: there are more than anybody sends, which nobody has to sort.
 */
export function formFields(rawBody: string): Record<string, string | string[]> | null {
  if (rawBody.split('&', FIELDS_MAX + 1).length > FIELDS_MAX) return null
  const fields = new Map<string, string | string[]>()
  for (const [name, value] of new URLSearchParams(rawBody)) {
    const known = fields.get(name)
    fields.set(name, known === undefined ? value : [known, value].flat())
  }
  return Object.fromEntries(fields)
}
