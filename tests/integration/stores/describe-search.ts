import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { callListQuerySchema } from '#contracts/call-list.ts'
import type { Database } from '#server/storage/database.ts'
import type { Stores } from '#server/storage/stores.ts'
import { callLog } from '#tests/fixtures/call-log.ts'
import { newSid, plainConfig } from '#tests/fixtures/new-call.ts'
import { foundCalls } from './found-calls.ts'
import { ownAgent } from './own-agent.ts'

export function describeSearch(stores: Stores, database: Database): void {
  const { calls } = stores
  const { page, ids, callWith } = foundCalls(stores, database)

  describe('looking for words', () => {
    const lines = [
      'Good morning, how may I help you?',
      'The CAFÉ in Łódź, Straße 5, please. My code is K7F-29Q.',
      '東京タワーの近くのホテルを、ﾌﾟﾗﾝBで予約しました。',
      '학교에서 전화했어요. สวัสดีครับ ສະບາຍດີ ជំរាបសួរ မင်္ဂလာပါ',
      'مرحبًا، رقمُ الحجزِ ١٢٣. שָׁלוֹם! Привет, ЁЖ. Ομόνοια 👍🏽',
    ]
    let id: string
    beforeAll(async () => {
      await callWith({}, ['Nothing of that kind was said.', '東京に京都、タワシとワー。'])
      id = await callWith({}, lines)
    })

    test.each([
      'help',
      'MORNING good',
      'how may i hel',
      'cafe',
      'Café lodz',
      'strasse',
      'k7f 29q',
      'k7f-29',
    ])(
      '[FIND-4] %s is found, whatever its capitals and accents, the last word by its beginning',
      async (text) => {
        expect(await ids({ text })).toEqual([id])
      },
    )

    test.each([
      '東',
      '京タ',
      '東京タワー',
      'タワーの近く',
      'プラン',
      'ﾌﾟﾗﾝ',
      'た',
      '予約 ホテル',
      '학교',
      '에서',
      '전화',
      'สวัส',
      'ดีครับ',
      'ບາຍ',
      'ជំរាប',
      'မင်္ဂလာ',
      'الحجز',
      'رقم',
      'שלום',
      'привет',
      'еж',
      'ομονοια',
      '👍🏽',
      '👍',
    ])('[FIND-5] %s is found in its script, and any part of what has no spaces', async (text) => {
      expect(await ids({ text })).toContain(id)
    })

    test.each([
      ['hel morning', 'only the last word may be a beginning'],
      ['cafe help', 'all words are in one line'],
      ['orning', 'words are not found by their ends'],
      ['東京タワシ', 'pairs that stand apart are no run'],
      ['京都タワー', 'nor are those of another line'],
      ['ホデル', 'another kana is another letter'],
    ])('[FIND-6] %s is not found: %s', async (text) => {
      expect(await ids({ text })).toEqual([])
    })

    test('[FIND-7] a call that is found has up to three lines that hold the words, marked, with their second', async () => {
      const said = ['One tangerine.', 'No.', 'Two Tangerines!', 'tangerine three', 'tangerine four']
      await callWith({}, said)
      const { items } = await page({ text: 'tangerine' })
      expect(items.map(({ hits }) => hits)).toEqual([
        [
          {
            itemId: 'item_0',
            role: 'agent',
            startMs: 0,
            excerpt: [
              {
                text: 'One ',
                isHit: false,
              },
              {
                text: 'tangerine',
                isHit: true,
              },
              {
                text: '.',
                isHit: false,
              },
            ],
          },
          expect.objectContaining({ itemId: 'item_2', role: 'agent', startMs: 2_000 }),
          expect.objectContaining({ itemId: 'item_3', role: 'caller', startMs: 3_000 }),
        ],
      ])
      expect((await page({})).items.every(({ hits }) => hits.length === 0)).toBe(true)
    })

    test('[FIND-8] a line that changes is found by what it now says, and one that is withheld by nothing', async () => {
      const changing = await callWith({}, ['a first mandarin'])
      expect(await ids({ text: 'mandarin' })).toEqual([changing])
      const line = (await stores.transcripts.list(changing))[0]!
      await callLog(stores).lines(changing, [{ ...line, text: 'a second pomelo' }])
      expect(await ids({ text: 'mandarin' })).toEqual([])
      expect(await ids({ text: 'pomelo' })).toEqual([changing])
      await callLog(stores).lines(changing, [{ ...line, text: '', withheld: true }])
      expect(await ids({ text: 'pomelo' })).toEqual([])
    })

    test('[FIND-9] a line of any length, of one word and of any characters is kept', async () => {
      const long = await callWith({}, [
        `${'x'.repeat(9_000)} ${'東'.repeat(9_000)} ${'a'.repeat(90_000)}`,
      ])
      expect(await ids({ text: 'x'.repeat(100) })).toContain(long)
      await callWith({}, ['\u{10ffff}\uFFFD\u0001 \'"\\ & | ! <-> :* @f4 #1 $2'])
      for (const text of ['\\x', "o'x & !y", 'f4 :*', '@f4 2', '<-> 1']) {
        expect(Array.isArray(await ids({ text }))).toBe(true)
      }
    })
  })

  describe('looking for words among many calls', () => {
    const COUNT = 700
    let many: string[]
    /** The agent of these calls alone. */
    let ofMany: string
    beforeAll(async () => {
      ofMany = await ownAgent(stores, 'Many')
      const first = Date.parse('2024-01-01T00:00:00Z')
      many = Array.from({ length: COUNT }, () => randomUUID())
      await database.client.call.createMany({
        data: many.map((id, nth) => ({
          id,
          callSid: newSid('CA'),
          direction: 'inbound',
          status: 'completed',
          from: '+442079460958',
          to: '+14155550100',
          agentId: ofMany,
          agentName: 'Many',
          config: plainConfig,
          tags: nth % 10 === 0 ? ['tenth'] : [],
          createdAt: new Date(first + nth * 25 * 36e5),
        })),
      })
      const said = (nth: number) =>
        `${nth % 2 === 0 ? 'evenly' : 'oddly'} ${nth % 50 === 0 ? 'fiftieth' : ''} ${nth === 3 ? 'zweihundert 東京駅前' : ''}`
      await database.client.transcriptLine.createMany({
        data: many.map((callId, nth) => ({
          callId,
          itemId: 'item',
          position: 0,
          role: 'agent',
          state: 'final',
          text: said(nth),
          callCreatedAt: new Date(first + nth * 25 * 36e5),
        })),
      })
    })
    const expected = (fits: (nth: number) => boolean) =>
      many.filter((_, nth) => fits(nth)).toReversed()

    async function allPages(query: Record<string, unknown>): Promise<string[]> {
      const found: string[] = []
      let cursor: string | undefined
      do {
        const { items, nextCursor } = await calls.list(
          callListQuerySchema.parse({ ...query, cursor }),
        )
        found.push(...items.map(({ id }) => id))
        cursor = nextCursor ?? undefined
      } while (cursor !== undefined)
      return found
    }

    test.each([
      ['evenly', (nth: number) => nth % 2 === 0],
      ['fiftieth', (nth: number) => nth % 50 === 0],
      ['evenly fiftieth', (nth: number) => nth % 50 === 0],
      ['oddly fiftieth', () => false],
      ['zwei', (nth: number) => nth === 3],
      ['京駅', (nth: number) => nth === 3],
    ])(
      '[FIND-10] %s finds each call once, newest first, however many or few hold it',
      async (text, fits) => {
        for (const limit of [7, 60]) {
          expect(await allPages({ text, limit })).toEqual(expected(fits))
          expect(await allPages({ text, limit, agentId: ofMany })).toEqual(expected(fits))
        }
        const tenth = expected((nth) => fits(nth) && nth % 10 === 0)
        expect(await allPages({ text, limit: 7, tag: 'tenth' })).toEqual(tenth)
        const to = new Date(Date.parse('2024-01-01T00:00:00Z') + 300 * 25 * 3_600_000).toISOString()
        const early = expected((nth) => fits(nth) && nth < 300)
        expect(await allPages({ text, limit: 7, to })).toEqual(early)
        const late = expected((nth) => fits(nth) && nth >= 300)
        expect(await allPages({ text, limit: 7, from: to })).toEqual(late)
      },
    )
  })
}
