import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excerptOf } from './excerpt.ts'

/** The excerpt as one text, hits in brackets. */
function shown(line: string, query: string): string {
  return excerptOf(line, query)
    .map(({ text, isHit }) => (isHit ? `[${text}]` : text))
    .join('')
}

describe('what is marked', () => {
  test.each([
    ['Is the table free?', 'TABLE', 'Is the [table] free?'],
    ['The café in Łódź', 'cafe lodz', 'The [café] in [Łódź]'],
    ['Die STRASSE und die Straße', 'straße', 'Die [STRASSE] und die [Straße]'],
    ['un cafe\u0301 noir', 'café', 'un [cafe\u0301] noir'],
    ['ΟΔΟΣ Ομόνοιας', 'οδός', '[ΟΔΟΣ] Ομόνοιας'],
    ['ｔａｂｌｅ four', 'table', '[ｔａｂｌｅ] four'],
    ['reservation, please', 'res', '[res]ervation, please'],
    ['a reservation here', 'reserv here', 'a reservation [here]'],
    ['unable to stable a table', 'table', 'unable to stable a [table]'],
    ['table or tables', 'table', '[table] or [table]s'],
    ["I don't know", "don't", "I [don]'[t] know"],
    ['東京タワーの近くです', '京タ', '東[京タ]ワーの近くです'],
    ['料金はﾀﾜｰまでﾌﾟﾗﾝ', 'プラン', '料金はﾀﾜｰまで[ﾌﾟﾗﾝ]'],
    ['かき、がき', 'がき', 'かき、[がき]'],
    ['NTTドコモです', 'nttドコモ', '[NTTドコモ]です'],
    ['학교에서 만나요', '학교', '[학교]에서 만나요'],
    ['สวัสดีครับ', 'ดีครับ', 'สวัส[ดีครับ]'],
    ['שָׁלוֹם לכולם', 'שלום', '[שָׁלוֹם] לכולם'],
    ['رقمُ الحجزِ هو', 'الحجز', 'رقمُ [الحجزِ] هو'],
    ['well done 👍🏽👍🏽!', '👍🏽', 'well done [👍🏽👍🏽]!'],
    ['हिन्दी में बात', 'हिन्दी', '[हिन्दी] में बात'],
    ['ababab', 'abab', '[abab]ab'],
    ['ははは、はは', 'はは', '[ははは]、[はは]'],
    ['new york new', 'new york', '[new] [york] [new]'],
    ['nothing of it', 'else', 'nothing of it'],
    ['', 'x', ''],
  ])('%s for %s', (line, query, expected) => expect(shown(line, query)).toBe(expected))
})

describe('what is shown', () => {
  test('of a long line, what stands around the first hit, cut between words', () => {
    const line = `${'before '.repeat(40)}here ${'after '.repeat(60)}`
    const excerpt = shown(line, 'here')
    expect(excerpt).toMatch(/^…(before )+\[here\] (after )+.{0,6}…$/)
    expect(Array.from(excerpt).length).toBeLessThan(170)
  })

  test('nothing is lost, doubled or cut in two, whatever the line and the query', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 150 }),
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        (line, query) => {
          const parts = excerptOf(line, query)
          expect(parts.map(({ text }) => text).join('')).toBe(line)
          parts.forEach((part, nth) => expect(part.isHit).not.toBe(parts[nth + 1]?.isHit))
        },
      ),
    )
  })
})
