/**
 * A text as the name of one file or folder, on any system: without what a path,
 * a header or a shell's listing would take for something else.
 */
export function fileName(text: string): string {
  const plain = text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*]/gu, '_')
    .replaceAll(/\s+/g, ' ')
  const bare = Array.from(plain)
    .slice(0, CHARACTERS_MAX)
    .join('')
    .replaceAll(/^[. ]+|[. ]+$/g, '')
  if (bare === '') return '_'
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(bare) ? `_${bare}` : bare
}

/** Four bytes each at most, where a name may have 255. */
const CHARACTERS_MAX = 60

/**
 * `Content-Disposition` that has a browser save the answer under this name (RFC
 * 6266): plain for those that know no better, in UTF-8 for all others (RFC 8187).
 */
export function attachment(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/gu, '_')
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const extended = plain === name ? '' : `; filename*=UTF-8''${encoded}`
  return `attachment; filename="${plain}"${extended}`
}
