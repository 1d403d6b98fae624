/**
 * How many characters of a spoken text were heard when `heardMs` of its
 * `audioMs` were: in proportion, and back to the last whole word. Scripts
 * without spaces are cut at the character.
 */
export function heardCharacters(text: string, heardMs: number, audioMs: number): number {
  if (audioMs <= 0 || heardMs >= audioMs) return audioMs <= 0 ? 0 : text.length
  const cut = Math.floor((text.length * Math.max(0, heardMs)) / audioMs)
  if (!/\s/.test(text)) return wholeCharacters(text, cut)
  if (/\s/.test(text[cut] ?? ' ')) return text.slice(0, cut).trimEnd().length
  return text.slice(0, cut).replace(/\S+$/, '').trimEnd().length
}

/** Never splits a surrogate pair. */
function wholeCharacters(text: string, cut: number): number {
  const code = text.charCodeAt(cut)
  return code >= 0xdc00 && code <= 0xdfff ? cut - 1 : cut
}
