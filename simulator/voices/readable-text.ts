/**
 * Text as an English speech synthesiser can read it: sentences of plain ASCII. Accents fall away,
 * kana are read as they sound. Other signs (kanji, say) become one syllable each, which gives the line
 * the length and rhythm of speech; a line that has to be read properly brings its reading along.
 */
export function readableSentences(text: string): string[] {
  const ascii = Array.from(text.normalize('NFKC'), readSign).join('')
  return ascii
    .replace(/\s+/g, ' ')
    .split(/(?<=[.!?])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[a-z0-9]/i.test(sentence))
}

function readSign(sign: string): string {
  const plain = PUNCTUATION.get(sign) ?? sign.normalize('NFKD').replace(/\p{Mark}/gu, '')
  if (/^[\x20-\x7e]*$/.test(plain)) return plain
  if (/\s/.test(sign)) return ' '
  const kana = KANA.get(toHiragana(sign))
  if (kana !== undefined) return kana
  return /\p{Letter}/u.test(sign) ? syllableFor(sign) : ' '
}

const PUNCTUATION = new Map([
  ['。', '. '],
  ['、', ', '],
  ['・', ' '],
  ['ー', ''],
  ['‘', "'"],
  ['’', "'"],
  ['“', ' '],
  ['”', ' '],
  ['「', ' '],
  ['」', ' '],
  ['–', ', '],
  ['—', ', '],
])

function toHiragana(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  return code >= 0x30a1 && code <= 0x30f6 ? String.fromCodePoint(code - 0x60) : sign
}

const KANA = new Map(
  Object.entries({
    あいうえお: 'a i u e o',
    かきくけこ: 'ka ki ku ke ko',
    がぎぐげご: 'ga gi gu ge go',
    さしすせそ: 'sa shi su se so',
    ざじずぜぞ: 'za ji zu ze zo',
    たちつてと: 'ta chi tsu te to',
    だぢづでど: 'da ji zu de do',
    なにぬねの: 'na ni nu ne no',
    はひふへほ: 'ha hi fu he ho',
    ばびぶべぼ: 'ba bi bu be bo',
    ぱぴぷぺぽ: 'pa pi pu pe po',
    まみむめも: 'ma mi mu me mo',
    らりるれろ: 'ra ri ru re ro',
    やゆよわをん: 'ya yu yo wa o n',
    ゃゅょっ: 'ya yu yo t',
    ぁぃぅぇぉ: 'a i u e o',
  }).flatMap(([signs, readings]) => {
    const syllables = readings.split(' ')
    return Array.from(signs, (sign, at): [string, string] => [sign, syllables[at] ?? ''])
  }),
)

const SYLLABLES = ['ka', 'to', 'shi', 'me', 'no', 'ri', 'sa', 'ko', 'mi', 'ta', 'yo', 'ne']

function syllableFor(sign: string): string {
  return SYLLABLES[(sign.codePointAt(0) ?? 0) % SYLLABLES.length] ?? 'ka'
}
