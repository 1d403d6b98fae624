import type { TranscriptHit } from '#contracts/call-list.ts'
import { foldText, unspaced } from './fold-text.ts'

type Part = TranscriptHit['excerpt'][number]

/**
 * What to show of a line that was found: about 160 characters around the first
 * place that `query` was found at, in parts, those that were searched for marked.
 * Characters stay whole: no accent, emoji or conjunct is cut in two. The parts
 * together are a piece of the line, with an ellipsis where it was cut.
 */
export function excerptOf(line: string, query: string): Part[] {
  const characters = Array.from(segmenter.segment(line), ({ segment }) => segment)
  const isHit = markHits(characters, query)
  const first = Math.max(0, isHit.indexOf(true))
  const from = cutAtSpace(characters, Math.max(0, first - CHARACTERS_BEFORE), first)
  const to = Math.min(characters.length, from + CHARACTERS)
  const parts: Part[] = from > 0 ? [{ text: '…', isHit: false }] : []
  for (let at = from; at < to; at += 1) append(parts, characters[at] ?? '', isHit[at] === true)
  if (to < characters.length) append(parts, '…', false)
  return parts
}

const CHARACTERS = 160
const CHARACTERS_BEFORE = 50
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function append(parts: Part[], text: string, isHit: boolean): void {
  const last = parts.at(-1)
  if (last?.isHit === isHit) last.text += text
  else parts.push({ text, isHit })
}

/** Behind the first space from `from` on, if one comes soon and before the hit. */
function cutAtSpace(characters: readonly string[], from: number, hit: number): number {
  if (from === 0) return 0
  const space = characters.indexOf(' ', from)
  return space === -1 || space >= Math.min(hit, from + 20) ? from : space + 1
}

function markHits(characters: readonly string[], query: string): boolean[] {
  const isHit = characters.map(() => false)
  const { folded, characterAt } = foldEach(characters)
  for (const term of termsOf(query)) {
    for (const at of placesOf(folded, term)) {
      for (let place = at; place < at + term.text.length; place += 1) {
        isHit[characterAt[place] ?? 0] = true
      }
    }
  }
  return isHit
}

/** The folded text, and which character each of its UTF-16 units comes from. */
function foldEach(characters: readonly string[]) {
  let folded = ''
  const characterAt: number[] = []
  characters.forEach((character, nth) => {
    const piece = foldText(character)
    for (let unit = 0; unit < piece.length; unit += 1) characterAt.push(nth)
    folded += piece
  })
  return { folded, characterAt }
}

type Term = { text: string; isRun: boolean; isPrefix: boolean }

/** The words of a query and its runs of unspaced script; the last word may go on in the text. */
function termsOf(query: string): Term[] {
  const folded = foldText(query)
  const terms = Array.from(folded.matchAll(words), ({ 0: text }) => ({
    text,
    isRun: unspaced.test(text),
    isPrefix: false,
  }))
  const last = terms.at(-1)
  if (last !== undefined && folded.endsWith(last.text)) last.isPrefix = last.text.length > 1
  return terms
}

const words = new RegExp(
  `${unspaced.source}+|(?:(?!${unspaced.source})[\\p{L}\\p{N}\\p{M}])+`,
  'gu',
)

function placesOf(folded: string, { text, isRun, isPrefix }: Term): number[] {
  const places: number[] = []
  for (let at = folded.indexOf(text); at !== -1; at = folded.indexOf(text, at + 1)) {
    const after = folded.codePointAt(at + text.length)
    const stands = isRun || (!isWord(before(folded, at)) && (isPrefix || !isWord(after)))
    if (stands) places.push(at)
  }
  return places
}

function before(folded: string, at: number): number | undefined {
  const unit = folded.charCodeAt(at - 1)
  return unit >= 0xdc00 && unit <= 0xdfff ? folded.codePointAt(at - 2) : folded.codePointAt(at - 1)
}

/** Does this character go on with a word of a spaced script? */
function isWord(codePoint: number | undefined): boolean {
  if (codePoint === undefined) return false
  const character = String.fromCodePoint(codePoint)
  return /[\p{L}\p{N}\p{M}]/u.test(character) && !unspaced.test(character)
}
