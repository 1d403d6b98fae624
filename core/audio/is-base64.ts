const base64 = /^[A-Za-z0-9+/]*={0,2}$/

/** Whether a text is base64, as zod's `base64` takes it, without decoding it; the empty text is. */
export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && base64.test(text)
}
