import { describe, expect, it } from 'vitest'
import { readableSentences } from './readable-text.ts'

describe('readableSentences', () => {
  it('splits a text where sentences end, and nowhere else', () => {
    expect(readableSentences('A table for 2.5 hours? Yes, please. Thank you!')).toEqual([
      'A table for 2.5 hours?',
      'Yes, please.',
      'Thank you!',
    ])
  })

  it('takes accents and typographic signs away', () => {
    expect(readableSentences('Café “Zürich” — it’s naïve…')).toEqual([
      "Cafe Zurich , it's naive...",
    ])
  })

  it('reads kana as they sound', () => {
    expect(readableSentences('こんにちは。サクラです。')).toEqual(['konnichiha.', 'sakuradesu.'])
  })

  it('gives a sign without a known reading one syllable', () => {
    const [sentence] = readableSentences('予約')
    expect(sentence).toMatch(/^[a-z]{4,6}$/)
  })

  it.each(['', '   ', '!?...', '🙂'])('finds nothing to read in %j', (text) => {
    expect(readableSentences(text)).toEqual([])
  })
})
