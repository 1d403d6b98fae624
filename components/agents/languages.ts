/** A language that callers may speak: its ISO 639-1 code, its English name and its own name. */
export type Language = { code: string; name: string; ownName: string }

/**
 * The languages that the transcription models know (OpenAI's speech-to-text
 * guide), by English name.
 */
export function transcriptionLanguages(): Language[] {
  const english = new Intl.DisplayNames(['en'], { type: 'language' })
  return codes
    .map((code) => ({
      code,
      name: english.of(code) ?? code,
      ownName: new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

const codes = (
  'af ar az be bg bs ca cs cy da de el en es et fa fi fr gl he hi hr hu hy id is it ja kk kn ko ' +
  'lt lv mi mk mr ms ne nl no pl pt ro ru sk sl sr sv sw ta th tl tr uk ur vi zh'
).split(' ')
