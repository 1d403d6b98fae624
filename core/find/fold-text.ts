/**
 * A text as searches compare it: compatibility forms, capitals, accents, vowel
 * points and invisible characters are evened out. `search_fold` in the database
 * does the same.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(ignored, '')
    .replaceAll(special, (letter) => plain[letter] ?? letter)
    .normalize('NFC')
}

/** Scripts that put no spaces between words; Korean, which glues endings to them; and pictures. */
export const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Javanese}\p{Extended_Pictographic}\u30fc]/u

/** Combining marks of Latin, Greek, Cyrillic, Hebrew and Arabic, and what is invisible; not the marks that make another kana. */
const ignored = new RegExp(
  [
    '[\\u0300-\\u036f]',
    '[\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7]',
    '[\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670]',
    '[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff]',
  ].join('|'),
  'gu',
)
const special = /[ıøłđħßæœς]/gu
const plain: Record<string, string> = {
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ħ: 'h',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ς: 'σ',
}
