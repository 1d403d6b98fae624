import { expect, test } from 'vitest'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import { testDatabase } from '#tests/fixtures/database.ts'
import { relayUnderTest } from '#tests/fixtures/relay-under-test.ts'
import type { ModelSession } from '#tests/fixtures/scripted-model.ts'
import {
  beginAnswer,
  finishAnswer,
  hearEverything,
  readSeeds,
  sound,
} from '#tests/fixtures/scripted-talk.ts'

/** The session's life; its successor is opened at three quarters of it. */
const LIFE_S = 8

async function openUntil(session: ModelSession, expires_at: number) {
  session.say({ type: 'session.created', session: { id: 'sess_1', type: 'realtime', expires_at } })
  const update = await session.expect('session.update')
  session.say({ type: 'session.updated', session: update['session'] })
  return update
}

test('[FAULT-6] a session that is about to expire is replaced at a pause: nothing the caller says is lost or heard twice', async () => {
  await using server = await testDatabase()
  await using database = openDatabase(server.url)
  const stores = createStores(database)
  await using under = await relayUnderTest(stores)
  under.clock.ms = Math.floor(under.clock.ms / 1_000) * 1_000
  const call = await under.answeredCall()
  const phone = await under.dial(call)
  hearEverything(phone)
  phone.start()
  const first = await under.model.session()
  const configured = await openUntil(first, under.clock.ms / 1_000 + LIFE_S)

  const frames: string[] = []
  const speaking = setInterval(() => {
    frames.push(sound())
    phone.media((frames.length - 1) * 200, frames.at(-1)!)
  }, 200)
  const next = await under.model.session()
  const answer = { response: 'resp_1', item: 'item_1', text: 'One moment, please.' }
  beginAnswer(first, answer, [sound()])
  const again = await next.open()
  expect(again['session']).toEqual(configured['session'])
  // The agent speaks still: nobody is replaced in the middle of a sentence.
  const during = frames.length
  await expect.poll(() => frames.length).toBeGreaterThan(during)
  expect(next.inbox.rest()).toEqual([])
  finishAnswer(first, answer)
  await first.closed
  expect(await readSeeds(next, 1)).toEqual(['assistant output_text: One moment, please.'])
  const after = frames.length
  await expect.poll(() => frames.length).toBeGreaterThan(after + 2)
  clearInterval(speaking)
  phone.stop()
  await next.closed

  const heardBy = ({ inbox }: ModelSession) =>
    inbox
      .rest()
      .filter(({ type }) => type === 'input_audio_buffer.append')
      .map(({ audio }) => String(audio))
  const heard = [...heardBy(first), ...heardBy(next)]
  expect(heard).toEqual(frames.slice(0, heard.length))
  expect(heard.length).toBeGreaterThanOrEqual(frames.length - 1)
  expect(heardBy(next).length).toBeGreaterThan(0)
  expect(under.model.asked()).toBe(2)
}, 30_000)
